package huikan.gateway.people;

import huikan.problem.FieldError;
import huikan.service.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a login has to be like, and what a change of one is. */
final class PersonRules {

    private static final Pattern AGENCY = Pattern.compile("[0-9]{6,12}-[a-z][a-z0-9-]{0,31}");

    private PersonRules() {}

    static List<FieldError> errors(Person person) {
        List<FieldError> errors = new ArrayList<>();
        if (!Logins.LOGIN.matcher(person.login()).matches()) {
            errors.add(new FieldError(
                    "/login", "login.form", "1 to 64 of letters, digits, \".\", \"_\", \"@\" and \"-\"."));
        }
        if ((person.agency() == null) != (person.role() == Role.ADMIN)) {
            errors.add(new FieldError(
                    "/agency", "agency.role", "An administrator has no agency, everybody else has one."));
        }
        if (person.agency() != null && !AGENCY.matcher(person.agency()).matches()) {
            errors.add(new FieldError("/agency", "agency.form", "It is <division code>-<org>."));
        }
        return errors;
    }

    static Step.Kind kind(Person before, Person after) {
        if (before.locked() == after.locked()) {
            return Step.Kind.CHANGED;
        }
        return after.locked() ? Step.Kind.LOCKED : Step.Kind.UNLOCKED;
    }

    /** What a new one is, for the trail. */
    static String told(Person person) {
        return person.role()
                + (person.agency() == null ? "" : " of " + person.agency())
                + (person.subject() == null ? "" : ", subject " + person.subject());
    }

    /** What is not as it was, for the trail. */
    static String changes(Person before, Person after) {
        List<String> changes = new ArrayList<>();
        compare("name", before, after, Person::name, changes);
        compare("agency", before, after, one -> String.valueOf(one.agency()), changes);
        compare("role", before, after, one -> one.role().name(), changes);
        compare("subject", before, after, one -> String.valueOf(one.subject()), changes);
        compare("language", before, after, one -> one.language().name(), changes);
        return String.join("; ", changes);
    }

    private static void compare(
            String field, Person before, Person after, Function<Person, String> value, List<String> changes) {
        String was = value.apply(before);
        String is = value.apply(after);
        if (!was.equals(is)) {
            changes.add(field + ": " + was + " -> " + is);
        }
    }
}

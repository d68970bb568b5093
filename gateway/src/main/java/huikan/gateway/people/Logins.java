package huikan.gateway.people;

import huikan.gateway.session.Sessions;
import huikan.problem.FieldError;
import huikan.service.problem.IfMatch;
import huikan.service.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What people and administrators do with logins. Each step is in the trail. */
@Service
public class Logins {

    static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    private final People people;
    private final Attempts attempts;
    private final Secrets secrets;
    private final Sessions sessions;
    private final Trail trail;
    private final Clock clock;

    Logins(People people, Attempts attempts, Secrets secrets, Sessions sessions, Trail trail, Clock clock) {
        this.people = people;
        this.attempts = attempts;
        this.secrets = secrets;
        this.sessions = sessions;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Whose secret it is, also when that login is locked; empty without saying why: no such login, the wrong secret, or too
     * many wrong ones before.
     *
     * @param from the address
     */
    public Optional<Person> proven(String login, String secret, String from) {
        return secrets.withRoom(() -> {
            Person person = LOGIN.matcher(login).matches() ? people.find(login).orElse(null) : null;
            int attempt = person == null ? 0 : attempts.begin(login);
            boolean refused = attempt == 0 || secret.length() > Secrets.LONGEST;
            String encoded = person == null || refused ? "" : person.secret();
            if (secrets.matches(encoded.isEmpty() ? "" : secret, encoded.isEmpty() ? null : encoded)) {
                attempts.forget(login);
                return Optional.ofNullable(person);
            }
            noteFailure(login, attempt, from);
            return Optional.empty();
        });
    }

    /**
     * Whether a person who has proved who it is may come in: not when locked.
     *
     * @param from the address, and how
     */
    public boolean admit(Person person, String from) {
        note(person.login(), person.locked() ? Step.Kind.LOGIN_FAILED : Step.Kind.LOGGED_IN, from);
        return !person.locked();
    }

    private void noteFailure(String login, int attempt, String from) {
        if (attempt > 0) {
            note(login, Step.Kind.LOGIN_FAILED, from);
        }
        if (attempt == Attempts.MOST) {
            note(login, Step.Kind.LOCKED_OUT, from);
        }
    }

    /** Of some logins, those that too many wrong secrets keep out, and until when. */
    public Map<String, Instant> lockedOut(Collection<String> logins) {
        return attempts.lockedOut(logins);
    }

    public void loggedOut(String login, String from) {
        note(login, Step.Kind.LOGGED_OUT, from);
    }

    private void note(String login, Step.Kind kind, String detail) {
        trail.add(login, new Step(clock.instant(), kind, login, detail));
    }

    /** @param secret null for one that only the outside issuer logs in */
    Person make(Person wanted, @Nullable String secret, String by) {
        if (people.find(wanted.login()).isPresent()) {
            throw PeopleProblem.EXISTS.because("There is a login " + wanted.login() + ".");
        }
        String encoded = secret == null ? "" : secrets.withRoom(() -> secrets.encoded(secret));
        return people.put(wanted.withSecret(encoded), step(Step.Kind.MADE, by, PersonRules.told(wanted)))
                .orElseThrow(() -> PeopleProblem.EXISTS.because("There is a login " + wanted.login() + "."));
    }

    /** Ends its sessions when it is locked, or somebody else's subject logs in with it. */
    Person change(Person seen, Person wanted, String by) {
        boolean closes = people.isOpenAdmin(seen) && !people.isOpenAdmin(wanted);
        if (closes && !people.hasOtherAdmin(seen.login())) {
            throw lastAdmin(seen);
        }
        Person changed = people.put(wanted, step(PersonRules.kind(seen, wanted), by, PersonRules.changes(seen, wanted)))
                .orElseThrow(IfMatch::overtaken);
        if (closes && !people.hasOtherAdmin(seen.login())) {
            // the other one was closed in the same moment: of both at least one sees it, and is put back
            Person open = seen.at(changed.version());
            boolean restored = people.put(
                            open, step(PersonRules.kind(changed, open), by, PersonRules.changes(changed, open)))
                    .isPresent();
            throw restored ? lastAdmin(seen) : IfMatch.overtaken();
        }
        boolean released = seen.subject() != null && !seen.subject().equals(changed.subject());
        if (changed.locked() || released) {
            sessions.endAll(changed.login(), "");
        }
        return changed;
    }

    private static ProblemException lastAdmin(Person person) {
        return PeopleProblem.LAST_ADMIN.because(person.login() + " is the last administrator that can log in.");
    }

    /** By an administrator: no session of it goes on but the administrator's own, and it may be tried again. */
    void setSecret(Person seen, String secret, String by, String but) {
        requireFit("/secret", secret, seen);
        renew(seen, secret, step(Step.Kind.SECRET_SET, by, ""), but);
        attempts.forget(seen.login());
    }

    /**
     * By the person: no other session of it goes on.
     *
     * @param but the key of the session that stays; empty for none
     */
    public void changeSecret(Person seen, String old, String secret, String from, String but) {
        requireFit("/new", secret, seen);
        if (proven(seen.login(), old, from).filter(person -> !person.locked()).isEmpty()) {
            throw PeopleProblem.SECRET_WRONG.because("The old secret is not the present one, or the login is locked.");
        }
        renew(seen, secret, step(Step.Kind.SECRET_CHANGED, seen.login(), from), but);
    }

    /** By the person. */
    public void changeLanguage(Person seen, Person.Language language) {
        change(seen, seen.withLanguage(language), seen.login());
    }

    private static void requireFit(String pointer, String secret, Person person) {
        List<FieldError> errors = Secrets.errors(pointer, secret, person.login());
        if (!errors.isEmpty()) {
            throw PeopleProblem.SECRET_UNFIT.because("Another one is needed.", errors);
        }
    }

    private void renew(Person seen, String secret, Step step, String but) {
        String encoded = secrets.withRoom(() -> secrets.encoded(secret));
        if (people.put(seen.withSecret(encoded), step).isEmpty()) {
            throw IfMatch.overtaken();
        }
        sessions.endAll(seen.login(), but);
    }

    void endSessions(Person person, String by) {
        sessions.endAll(person.login(), "");
        trail.add(person.login(), step(Step.Kind.SESSIONS_ENDED, by, ""));
    }

    private Step step(Step.Kind kind, String by, String detail) {
        return new Step(clock.instant(), kind, by, detail);
    }
}

package huikan.gateway.people;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import huikan.gateway.account.Account;
import huikan.gateway.account.Accounts;
import huikan.gateway.oidc.OidcSettings;
import huikan.service.security.Role;
import huikan.service.store.Duplicates;
import huikan.service.store.IndexedCollection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * The logins of people: those in the store, and those that the gateway was started with as long as nothing of them was
 * changed. What a change was is in the same document as the change, and in the trail after it.
 */
@Repository
public class People {

    private static final String STEP = "step";
    private static final String VERSION = "version";
    private static final String SUBJECT = "subject";

    private final IndexedCollection people;
    private final Accounts started;
    private final Trail trail;
    private final OidcSettings oidc;

    People(MongoDatabase database, Accounts started, Trail trail, OidcSettings oidc) {
        this.people = new IndexedCollection(
                database,
                "accounts",
                new IndexModel(Indexes.ascending("agency", "_id")),
                new IndexModel(Indexes.ascending("role", "_id")),
                // sparse: most have none
                new IndexModel(
                        Indexes.ascending(SUBJECT),
                        new IndexOptions().unique(true).sparse(true)));
        this.started = started;
        this.trail = trail;
        this.oidc = oidc;
    }

    public Optional<Person> find(String login) {
        Document stored = people.get().find(eq(login)).first();
        return stored == null ? startedWith(login) : Optional.of(person(stored));
    }

    /** Whom the outside issuer calls so. */
    public Optional<Person> withSubject(String subject) {
        return Optional.ofNullable(people.get().find(eq(SUBJECT, subject)).first())
                .map(People::person);
    }

    /** As the gateway was started with it, whatever the store says. */
    public Optional<Person> startedWith(String login) {
        return started.find(login).map(Person::of);
    }

    /**
     * Some of the logins.
     *
     * @param next the last one that was looked at; null at the end
     */
    record Some(List<Person> people, @Nullable String next) {}

    /**
     * The next logins, in their order.
     *
     * @param login the last one before them; empty at the beginning
     */
    Some after(String login, PeopleFilter filter, int limit) {
        List<Account> fitting = started.after(login, filter::fits, limit);
        List<Person> stored = stored(login, filter, limit);
        NavigableMap<String, Person> found = new TreeMap<>();
        Set<String> changed = changed(fitting.stream().map(Account::login).toList());
        fitting.stream()
                .filter(one -> !changed.contains(one.login()))
                .forEach(one -> found.put(one.login(), Person.of(one)));
        stored.forEach(one -> found.put(one.login(), one));
        // behind the last of one source there may be more of it
        if (fitting.size() == limit) {
            found.tailMap(fitting.getLast().login(), false).clear();
        }
        if (stored.size() == limit) {
            found.tailMap(stored.getLast().login(), false).clear();
        }
        List<Person> some = found.values().stream().limit(limit).toList();
        if (some.size() < found.size()) {
            return new Some(some, some.getLast().login());
        }
        return new Some(some, horizon(fitting, stored, limit));
    }

    private static @Nullable String horizon(List<Account> fitting, List<Person> stored, int limit) {
        String ofStarted = fitting.size() == limit ? fitting.getLast().login() : null;
        String ofStored = stored.size() == limit ? stored.getLast().login() : null;
        if (ofStarted == null || ofStored == null) {
            return ofStarted == null ? ofStored : ofStarted;
        }
        return ofStarted.compareTo(ofStored) < 0 ? ofStarted : ofStored;
    }

    private List<Person> stored(String after, PeopleFilter filter, int limit) {
        List<Person> found = new ArrayList<>();
        for (Document one :
                people.get().find(filter.behind(after)).sort(ascending("_id")).limit(limit)) {
            found.add(person(one));
        }
        return found;
    }

    private Set<String> changed(List<String> logins) {
        Set<String> found = new HashSet<>();
        for (Document one : people.get().find(in("_id", logins)).projection(include("_id"))) {
            found.add(one.getString("_id"));
        }
        return found;
    }

    /** Whether it can keep the logins. A subject lets in only where there is an issuer to log in with. */
    boolean isOpenAdmin(Person person) {
        boolean letsIn = !person.secret().isEmpty() || (oidc.isOn() && person.subject() != null);
        return person.role() == Role.ADMIN && !person.locked() && letsIn;
    }

    /** Whether anybody but this one could still keep the logins. */
    boolean hasOtherAdmin(String login) {
        List<Person> others = people.get()
                .find(and(eq("role", Role.ADMIN.name()), eq("locked", false), ne("_id", login)))
                .map(People::person)
                .into(new ArrayList<>());
        if (others.stream().anyMatch(this::isOpenAdmin)) {
            return true;
        }
        List<String> admins = started.after("", one -> one.role() == Role.ADMIN, Integer.MAX_VALUE).stream()
                .map(Account::login)
                .filter(one -> !one.equals(login))
                .toList();
        return !changed(admins).containsAll(admins);
    }

    /**
     * Stores it in the place of the version that it names.
     *
     * @param step what the change was
     * @return as it now stands; empty when another version is there
     * @throws huikan.service.problem.ProblemException SUBJECT_TAKEN
     */
    Optional<Person> put(Person wanted, Step step) {
        long version = wanted.version();
        Document document = document(wanted, version + 1).append(STEP, Trail.document(step));
        // the trail has what led to the version before, also when that was cut short
        tellLast(wanted.login());
        if (!store(document, version)) {
            return Optional.empty();
        }
        trail.addOnce(wanted.login(), step, version + 1);
        return Optional.of(person(document));
    }

    private boolean store(Document document, long version) {
        String login = document.getString("_id");
        try {
            if (version == 0) {
                people.get().insertOne(document);
                return true;
            }
            return people.get()
                            .replaceOne(and(eq(login), eq(VERSION, version)), document)
                            .getModifiedCount()
                    > 0;
        } catch (MongoWriteException there) {
            Duplicates.orThrow(there);
            requireFree(document.getString(SUBJECT), login);
            return false;
        }
    }

    private void requireFree(@Nullable String subject, String login) {
        Optional<Person> other = subject == null ? Optional.empty() : withSubject(subject);
        if (other.isPresent() && !other.get().login().equals(login)) {
            throw PeopleProblem.SUBJECT_TAKEN.because(
                    "The login " + other.get().login() + " has the subject " + subject + ".");
        }
    }

    /** Puts the last change into the trail, if it is not there. */
    void tellLast(String login) {
        Document stored =
                people.get().find(eq(login)).projection(include(STEP, VERSION)).first();
        if (stored != null) {
            trail.addOnce(login, Trail.step(stored.get(STEP, Document.class)), stored.getLong(VERSION));
        }
    }

    private static Document document(Person person, long version) {
        Document document = new Document("_id", person.login());
        if (person.subject() != null) {
            document.append(SUBJECT, person.subject());
        }
        return document.append("name", person.name())
                .append("agency", person.agency())
                .append("role", person.role().name())
                .append("language", person.language().name())
                .append("secret", person.secret())
                .append("locked", person.locked())
                .append(VERSION, version);
    }

    private static Person person(Document document) {
        return new Person(
                document.getString("_id"),
                document.getString("name"),
                document.getString("agency"),
                Role.valueOf(document.getString("role")),
                Person.Language.valueOf(document.getString("language")),
                document.getString("secret"),
                document.getString(SUBJECT),
                document.getBoolean("locked"),
                document.getLong(VERSION));
    }
}

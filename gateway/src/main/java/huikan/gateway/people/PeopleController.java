package huikan.gateway.people;

import huikan.gateway.people.Person.Language;
import huikan.gateway.session.Session;
import huikan.gateway.session.Sessions;
import huikan.problem.FieldError;
import huikan.service.page.Page;
import huikan.service.problem.IfMatch;
import huikan.service.request.Line;
import huikan.service.request.RequestReader;
import huikan.service.request.Violations;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/accounts}, for the administrator: people's logins. */
@RestController
@RequestMapping("/api/accounts")
final class PeopleController {

    private final People people;
    private final Logins logins;
    private final Sessions sessions;
    private final Trail trail;

    PeopleController(People people, Logins logins, Sessions sessions, Trail trail) {
        this.people = people;
        this.logins = logins;
        this.sessions = sessions;
        this.trail = trail;
    }

    /**
     * A new login.
     *
     * @param agency none for an administrator
     * @param language of the pages; zh when there is none
     * @param secret 12 to 200 characters; none only where there is a subject
     * @param subject what the outside issuer calls the person; none for one that it does not log in
     */
    record NewAccountBody(
            @Line String login,
            @Line String name,
            @Nullable String agency,
            Role role,
            @Nullable Language language,
            @Nullable String secret,
            @Nullable @Line String subject) {}

    /**
     * A login as it shall be.
     *
     * @param agency none for an administrator
     * @param locked nobody can log in with it
     * @param subject what the outside issuer calls the person; none for one that it does not log in
     */
    record AccountBody(
            @Line String name,
            @Nullable String agency,
            Role role,
            Language language,
            boolean locked,
            @Nullable @Line String subject) {}

    record SecretBody(String secret) {}

    /**
     * A login.
     *
     * @param lockedOutUntil after too many wrong secrets, none is looked at before; null where not so. A new secret ends it
     * @param subject what the outside issuer calls the person; null for one that it does not log in
     * @param version 0 as long as nothing of it was changed since the gateway was started with it
     */
    record AccountView(
            String login,
            String name,
            @Nullable String agency,
            Role role,
            Language language,
            boolean locked,
            @Nullable Instant lockedOutUntil,
            @Nullable String subject,
            long version) {
        static AccountView of(Person person, @Nullable Instant lockedOutUntil) {
            return new AccountView(
                    person.login(),
                    person.name(),
                    person.agency(),
                    person.role(),
                    person.language(),
                    person.locked(),
                    lockedOutUntil,
                    person.subject(),
                    person.version());
        }
    }

    /**
     * A browser in which a person is logged in.
     *
     * @param seenAt the last request, up to a minute old
     * @param endsAt if no request comes
     */
    record SessionView(String id, Instant createdAt, Instant seenAt, Instant endsAt, String userAgent, String address) {
        static SessionView of(Session session) {
            return new SessionView(
                    session.key(),
                    session.createdAt(),
                    session.seenAt(),
                    session.endsAt(),
                    session.agent(),
                    session.address());
        }
    }

    /**
     * Something that happened to a login.
     *
     * @param by whose doing it was
     * @param detail what was changed to what, or the address a login came from
     */
    record StepView(Instant at, Step.Kind step, String by, String detail) {
        static StepView of(Trail.Entry entry) {
            Step step = entry.step();
            return new StepView(step.at(), step.kind(), step.by(), step.detail());
        }
    }

    @GetMapping
    Page<AccountView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String agency,
            @RequestParam(defaultValue = "") String login,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        requireAdmin(caller);
        People.Some some = people.after(
                cursor == null ? "" : cursor, new PeopleFilter(agency, null, login, false), Page.limit(limit));
        Map<String, Instant> lockedOut =
                logins.lockedOut(some.people().stream().map(Person::login).toList());
        return new Page<>(
                some.people().stream()
                        .map(one -> AccountView.of(one, lockedOut.get(one.login())))
                        .toList(),
                some.next());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<AccountView> make(@RequestBody NewAccountBody body, Caller caller) {
        requireAdmin(caller);
        Language language = body.language() == null ? Language.ZH : body.language();
        Person wanted = new Person(
                body.login(), body.name(), body.agency(), body.role(), language, "", body.subject(), false, 0);
        Violations errors = new Violations().addAll(RequestReader.errors(body));
        errors.addAll(PersonRules.errors(wanted));
        errors.addAll(secretErrors(body));
        errors.refuse(PeopleProblem.INVALID);
        Person made = logins.make(wanted, body.secret(), caller.login());
        return ResponseEntity.created(URI.create("/api/accounts/" + made.login()))
                .eTag(IfMatch.etag(made.version()))
                .body(AccountView.of(made, null));
    }

    private static List<FieldError> secretErrors(NewAccountBody body) {
        if (body.secret() != null) {
            return Secrets.errors("/secret", body.secret(), body.login());
        }
        return body.subject() != null
                ? List.of()
                : List.of(new FieldError("/secret", "field.missing", "is required where there is no subject"));
    }

    @GetMapping("/{login}")
    ResponseEntity<AccountView> one(@PathVariable String login, Caller caller) {
        return answer(found(login, caller));
    }

    @PutMapping("/{login}")
    ResponseEntity<AccountView> put(
            @PathVariable String login,
            @RequestBody AccountBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        Person seen = found(login, caller);
        IfMatch.require(ifMatch, seen.version());
        Person wanted = new Person(
                login,
                body.name(),
                body.agency(),
                body.role(),
                body.language(),
                seen.secret(),
                body.subject(),
                body.locked(),
                seen.version());
        Violations errors = new Violations().addAll(RequestReader.errors(body));
        errors.addAll(PersonRules.errors(wanted));
        errors.refuse(PeopleProblem.INVALID);
        return answer(logins.change(seen, wanted, caller.login()));
    }

    @PostMapping("/{login}/secret")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setSecret(
            @PathVariable String login,
            @RequestBody SecretBody body,
            Caller caller,
            @RequestAttribute(name = Session.ATTRIBUTE, required = false) @Nullable Session session) {
        Person seen = found(login, caller);
        logins.setSecret(seen, body.secret(), caller.login(), session == null ? "" : session.key());
    }

    @GetMapping("/{login}/sessions")
    Page<SessionView> sessions(
            @PathVariable String login,
            Caller caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Person person = found(login, caller);
        int most = Page.limit(limit);
        return Page.of(
                sessions.of(person.login(), cursor == null ? "" : cursor, most), most, Session::key, SessionView::of);
    }

    @DeleteMapping("/{login}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSessions(@PathVariable String login, Caller caller) {
        logins.endSessions(found(login, caller), caller.login());
    }

    /** Newest first. */
    @GetMapping("/{login}/trail")
    Page<StepView> trail(
            @PathVariable String login,
            Caller caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Person person = found(login, caller);
        int most = Page.limit(limit);
        people.tellLast(login);
        return Page.of(
                trail.of(person.login(), cursor == null ? "" : cursor, most), most, Trail.Entry::cursor, StepView::of);
    }

    private Person found(String login, Caller caller) {
        requireAdmin(caller);
        return people.find(login).orElseThrow(() -> PeopleProblem.UNKNOWN.because("There is no login " + login + "."));
    }

    private ResponseEntity<AccountView> answer(Person person) {
        Instant lockedOut = logins.lockedOut(List.of(person.login())).get(person.login());
        return ResponseEntity.ok().eTag(IfMatch.etag(person.version())).body(AccountView.of(person, lockedOut));
    }

    private static void requireAdmin(Caller caller) {
        if (!caller.isAdmin()) {
            throw PeopleProblem.ADMIN_ONLY.because("The login " + caller.login() + " is not an administrator.");
        }
    }
}

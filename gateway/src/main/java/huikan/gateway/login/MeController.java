package huikan.gateway.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import huikan.gateway.login.AgencyNames.Agency;
import huikan.gateway.people.Logins;
import huikan.gateway.people.People;
import huikan.gateway.people.Person;
import huikan.gateway.people.Person.Language;
import huikan.gateway.session.Session;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.service.store.Outage;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/me}: who calls. */
@RestController
@RequestMapping("/api/me")
final class MeController {

    private final People people;
    private final Logins logins;
    private final AgencyNames agencies;

    MeController(People people, Logins logins, AgencyNames agencies) {
        this.people = people;
        this.logins = logins;
        this.agencies = agencies;
    }

    /**
     * An agency.
     *
     * @param name its code while the directory cannot be asked
     * @param level null while the directory cannot be asked
     */
    record AgencyOfMe(String code, String name, @Nullable String level) {}

    /**
     * Who calls.
     *
     * @param agency null for an administrator
     * @param actsFor the agencies whose figures the caller may write
     * @param sees the agencies that the caller sees with all below them; an administrator sees all, and has none here
     */
    record MeView(
            String login,
            String name,
            @Nullable AgencyOfMe agency,
            Role role,
            List<String> actsFor,
            List<String> sees,
            Language language) {}

    record OwnSecretBody(String old, @JsonProperty("new") String fresh) {}

    record LanguageBody(Language language) {}

    /** With a session the answer has its CSRF token in the header X-CSRF-Token. */
    @GetMapping
    ResponseEntity<MeView> me(
            Caller caller,
            HttpServletRequest request,
            @RequestAttribute(name = Session.ATTRIBUTE, required = false) @Nullable Session session) {
        Optional<Person> person = known(caller, session);
        String code = caller.agency();
        List<String> own = code == null ? List.of() : List.of(code);
        MeView me = new MeView(
                caller.login(),
                person.map(Person::name).orElse(caller.login()),
                code == null ? null : agency(code, request),
                caller.role(),
                caller.is(Role.REPORTER) ? own : List.of(),
                own,
                person.map(Person::language).orElse(Language.ZH));
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().cacheControl(CacheControl.noStore());
        if (session != null) {
            answer.header(SessionFilter.CSRF_HEADER, session.csrf());
        }
        return answer.body(me);
    }

    private AgencyOfMe agency(String code, HttpServletRequest request) {
        Agency agency = agencies.of(code, String.valueOf(request.getHeader(HttpHeaders.AUTHORIZATION)));
        return new AgencyOfMe(agency.code(), agency.name(), agency.level());
    }

    /** Who comes with a token is answered without the store, too. */
    private Optional<Person> known(Caller caller, @Nullable Session session) {
        try {
            return people.find(caller.login());
        } catch (RuntimeException failed) {
            if (session != null || !Outage.isOfStore(failed)) {
                throw failed;
            }
            return people.startedWith(caller.login());
        }
    }

    @PostMapping("/secret")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changeSecret(
            @RequestBody OwnSecretBody body,
            Caller caller,
            HttpServletRequest request,
            @RequestAttribute(name = Session.ATTRIBUTE, required = false) @Nullable Session session) {
        logins.changeSecret(
                person(caller),
                body.old(),
                body.fresh(),
                request.getRemoteAddr(),
                session == null ? "" : session.key());
    }

    @PostMapping("/language")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changeLanguage(@RequestBody LanguageBody body, Caller caller) {
        logins.changeLanguage(person(caller), body.language());
    }

    private Person person(Caller caller) {
        return people.find(caller.login())
                .orElseThrow(() -> LoginProblem.NO_PERSON.because("There is no login " + caller.login() + "."));
    }
}

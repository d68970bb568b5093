package huikan.gateway.login;

import huikan.gateway.login.LoginPage.Trouble;
import huikan.gateway.oidc.Departure;
import huikan.gateway.oidc.OnOutsideIssuer;
import huikan.gateway.oidc.OutsideLogins;
import huikan.gateway.oidc.OutsideLogins.Leaving;
import huikan.gateway.people.Logins;
import huikan.gateway.people.People;
import huikan.gateway.people.Person;
import huikan.service.problem.HttpProblem;
import huikan.service.problem.ProblemException;
import huikan.service.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /login/oidc}: out to the outside issuer, and back from it with a session. */
@Controller
@Conditional(OnOutsideIssuer.class)
final class OutsideLoginController {

    private final LoginPage page;
    private final OutsideLogins outside;
    private final People people;
    private final Logins logins;
    private final SessionStart start;

    OutsideLoginController(LoginPage page, OutsideLogins outside, People people, Logins logins, SessionStart start) {
        this.page = page;
        this.outside = outside;
        this.people = people;
        this.logins = logins;
        this.start = start;
    }

    /** Nothing is kept here: anybody may call it as often as they like. */
    @GetMapping("/login/oidc")
    void leave(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            String language = LoginPage.code(LoginPage.language(request));
            Leaving leaving = outside.leave(request, LoginPage.next(request), language);
            SessionCookies.setDeparted(leaving.state(), leaving.kept(), request, response);
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader(HttpHeaders.LOCATION, leaving.to());
        } catch (RuntimeException failed) {
            excuse(failed, request, response);
        }
    }

    @GetMapping("/login/oidc/back")
    void comeBack(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<Departure> departure = Optional.ofNullable(SessionCookies.takeDeparted(state, request, response))
                .flatMap(kept -> outside.comeBack(kept, state));
        if (departure.isPresent()) {
            finish(departure.get(), code, new AsItLeft(request, departure.get()), response);
        } else {
            page.write(request, response, HttpStatus.FORBIDDEN.value(), Trouble.LOST);
        }
    }

    /** @param code empty when the issuer gave none */
    private void finish(Departure departure, String code, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            Optional<String> subject = code.isEmpty() ? Optional.empty() : outside.subject(departure, code);
            if (subject.isPresent()) {
                admit(subject.get(), request, response);
            } else {
                page.write(request, response, HttpStatus.UNAUTHORIZED.value(), Trouble.UNPROVEN);
            }
        } catch (RuntimeException failed) {
            excuse(failed, request, response);
        }
    }

    private void admit(String subject, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Person> person = people.withSubject(subject);
        if (person.isEmpty()) {
            page.write(request, response, HttpStatus.FORBIDDEN.value(), Trouble.NO_ACCOUNT, subject);
        } else if (logins.admit(person.get(), request.getRemoteAddr() + ", outside issuer")) {
            start.begin(person.get(), request, response);
        } else {
            page.write(request, response, HttpStatus.FORBIDDEN.value(), Trouble.LOCKED);
        }
    }

    private void excuse(RuntimeException failed, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemException problem = Problems.of(failed);
        int status = problem.problem().kind().status();
        if (status != HttpStatus.SERVICE_UNAVAILABLE.value()) {
            throw failed;
        }
        boolean ofStore = problem.problem() == HttpProblem.UNAVAILABLE;
        page.write(request, response, status, ofStore ? Trouble.AWAY : Trouble.ISSUER_AWAY);
    }

    /** What was asked for when it left: the issuer brings none of it back, and a stranger's address must not have a say. */
    private static final class AsItLeft extends HttpServletRequestWrapper {

        private final Departure departure;

        AsItLeft(HttpServletRequest request, Departure departure) {
            super(request);
            this.departure = departure;
        }

        @Override
        public @Nullable String getParameter(String name) {
            return switch (name) {
                case "next" -> departure.next();
                case "lang" -> departure.language();
                default -> null;
            };
        }
    }
}

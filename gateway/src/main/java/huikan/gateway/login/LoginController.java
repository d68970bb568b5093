package huikan.gateway.login;

import huikan.gateway.people.Logins;
import huikan.gateway.people.Person;
import huikan.gateway.session.Session;
import huikan.service.problem.ProblemException;
import huikan.service.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /login} and {@code /logout}, for browsers. */
@Controller
final class LoginController {

    private static final String LOGIN = "/login";

    private final LoginPage page;
    private final Logins logins;
    private final SessionStart start;
    private final LoggedIn loggedIn;

    LoginController(LoginPage page, Logins logins, SessionStart start, LoggedIn loggedIn) {
        this.page = page;
        this.logins = logins;
        this.start = start;
        this.loggedIn = loggedIn;
    }

    @GetMapping(LOGIN)
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        page.write(request, response, HttpStatus.OK.value(), null);
    }

    @PostMapping(LOGIN)
    void logIn(
            @RequestParam(defaultValue = "") String login,
            @RequestParam(defaultValue = "") String secret,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (!page.hasForm()) {
            page.write(request, response, HttpStatus.FORBIDDEN.value(), LoginPage.Trouble.FORM_OFF);
            return;
        }
        try {
            Optional<Person> person = logins.proven(login, secret, request.getRemoteAddr());
            if (person.isEmpty()) {
                page.write(request, response, HttpStatus.UNAUTHORIZED.value(), LoginPage.Trouble.REFUSED);
            } else if (logins.admit(person.get(), request.getRemoteAddr())) {
                start.begin(person.get(), request, response);
            } else {
                page.write(request, response, HttpStatus.FORBIDDEN.value(), LoginPage.Trouble.LOCKED);
            }
        } catch (RuntimeException failed) {
            ProblemException problem = Problems.of(failed);
            int status = problem.problem().kind().status();
            if (status != HttpStatus.SERVICE_UNAVAILABLE.value()) {
                throw failed;
            }
            page.write(request, response, status, LoginPage.Trouble.AWAY);
        }
    }

    @PostMapping("/logout")
    void logOut(
            @RequestAttribute(name = Session.ATTRIBUTE, required = false) @Nullable Session session,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (session != null) {
            loggedIn.end(session.key());
            logins.loggedOut(session.login(), request.getRemoteAddr());
        }
        SessionCookies.clear(request, response);
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE)) {
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader(HttpHeaders.LOCATION, LOGIN);
        } else {
            response.setStatus(HttpStatus.NO_CONTENT.value());
        }
    }
}

package huikan.gateway.login;

import huikan.gateway.people.Person;
import huikan.gateway.session.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Begins the session of somebody who has proved who it is, and goes on to the page that was asked for. */
@Component
class SessionStart {

    private static final String CLIENTS = "/oauth2/";

    private final LoginPage page;
    private final Sessions sessions;
    private final LoggedIn loggedIn;

    SessionStart(LoginPage page, Sessions sessions, LoggedIn loggedIn) {
        this.page = page;
        this.sessions = sessions;
        this.loggedIn = loggedIn;
    }

    /** What the browser had before ends: nobody goes on with a session that another one may know. */
    void begin(Person person, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String before = SessionCookies.session(request);
        if (before != null) {
            loggedIn.end(Sessions.key(before));
        }
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        SessionCookies.set(
                sessions.begin(person.login(), agent == null ? "" : agent, request.getRemoteAddr()), request, response);
        goOn(request, response);
    }

    private void goOn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String next = LoginPage.next(request);
        if (next.startsWith(CLIENTS)) {
            page.writeOnward(request, response);
        } else {
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader(HttpHeaders.LOCATION, next);
        }
    }
}

package huikan.gateway.login;

import huikan.gateway.oidc.Departure;
import huikan.gateway.session.Sessions;
import huikan.gateway.session.Sessions.Begun;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseCookie.ResponseCookieBuilder;

/** The cookies of a session: what it is known by, which no script can read, and its CSRF token, which scripts repeat. */
final class SessionCookies {

    static final String SESSION = "huikan-session";
    static final String CSRF = "huikan-csrf";

    private static final String DEPARTED = "huikan-oidc-";
    /** Characters. With the longest one more, and the longest address, they fit into the 8 KB that a server reads of headers. */
    private static final int MOST_DEPARTED = 1_500;

    private SessionCookies() {}

    static @Nullable String session(HttpServletRequest request) {
        return value(SESSION, request);
    }

    private static @Nullable String value(String name, HttpServletRequest request) {
        return sent(request)
                .filter(one -> one.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst()
                .orElse(null);
    }

    private static Stream<Cookie> sent(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null ? Stream.empty() : Stream.of(cookies);
    }

    static void set(Begun begun, HttpServletRequest request, HttpServletResponse response) {
        add(cookie(SESSION, begun.id(), request).httpOnly(true), response);
        add(cookie(CSRF, begun.session().csrf(), request), response);
    }

    static void clear(HttpServletRequest request, HttpServletResponse response) {
        add(cookie(SESSION, "", request).httpOnly(true).maxAge(Duration.ZERO), response);
        add(cookie(CSRF, "", request).maxAge(Duration.ZERO), response);
    }

    /**
     * With which somebody comes back from the outside issuer, one for each window; not Strict, for the way back begins there.
     * Those of windows that did not come back are dropped when they are too long for one more.
     */
    static void setDeparted(String state, String kept, HttpServletRequest request, HttpServletResponse response) {
        List<Cookie> before =
                sent(request).filter(one -> one.getName().startsWith(DEPARTED)).toList();
        if (before.stream().mapToInt(one -> one.getValue().length()).sum() > MOST_DEPARTED) {
            before.forEach(one -> addDeparted(one.getName(), "", Duration.ZERO, request, response));
        }
        addDeparted(departed(state), kept, Departure.LIFE, request, response);
    }

    /** Is there once: the browser drops it. */
    static @Nullable String takeDeparted(String state, HttpServletRequest request, HttpServletResponse response) {
        String kept = value(departed(state), request);
        if (kept != null) {
            addDeparted(departed(state), "", Duration.ZERO, request, response);
        }
        return kept;
    }

    private static String departed(String state) {
        return DEPARTED + Sessions.key(state);
    }

    private static void addDeparted(
            String name, String value, Duration life, HttpServletRequest request, HttpServletResponse response) {
        add(cookie(name, value, request).path("/login/oidc").httpOnly(true).maxAge(life), response);
    }

    private static ResponseCookieBuilder cookie(String name, String value, HttpServletRequest request) {
        return ResponseCookie.from(name, value).path("/").sameSite("Lax").secure(request.isSecure());
    }

    private static void add(ResponseCookieBuilder cookie, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }
}

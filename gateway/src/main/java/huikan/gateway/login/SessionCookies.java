package huikan.gateway.login;

import huikan.gateway.session.Sessions.Begun;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseCookie.ResponseCookieBuilder;

/** The cookies of a session: what it is known by, which no script can read, and its CSRF token, which scripts repeat. */
final class SessionCookies {

    static final String SESSION = "huikan-session";
    static final String CSRF = "huikan-csrf";
    static final String DEPARTED = "huikan-oidc";

    private SessionCookies() {}

    static @Nullable String session(HttpServletRequest request) {
        return value(SESSION, request);
    }

    static @Nullable String value(String name, HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie one : cookies) {
                if (one.getName().equals(name)) {
                    return one.getValue();
                }
            }
        }
        return null;
    }

    static void set(Begun begun, HttpServletRequest request, HttpServletResponse response) {
        add(cookie(SESSION, begun.id(), request).httpOnly(true), response);
        add(cookie(CSRF, begun.session().csrf(), request), response);
    }

    static void clear(HttpServletRequest request, HttpServletResponse response) {
        add(cookie(SESSION, "", request).httpOnly(true).maxAge(Duration.ZERO), response);
        add(cookie(CSRF, "", request).maxAge(Duration.ZERO), response);
    }

    /** By which somebody who comes back from the outside issuer is known to be who left; not Strict, for it leads back from there. */
    static void setDeparted(String id, Duration life, HttpServletRequest request, HttpServletResponse response) {
        add(cookie(DEPARTED, id, request).path("/login/oidc").httpOnly(true).maxAge(life), response);
    }

    private static ResponseCookieBuilder cookie(String name, String value, HttpServletRequest request) {
        return ResponseCookie.from(name, value).path("/").sameSite("Lax").secure(request.isSecure());
    }

    private static void add(ResponseCookieBuilder cookie, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }
}

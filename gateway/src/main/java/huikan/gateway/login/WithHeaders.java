package huikan.gateway.login;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The request with other headers. */
final class WithHeaders extends HttpServletRequestWrapper {

    private final TreeMap<String, @Nullable String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    WithHeaders(HttpServletRequest request) {
        super(request);
    }

    /** Without its cookies, and with a token if there is one. */
    static WithHeaders authorization(HttpServletRequest request, @Nullable String authorization) {
        return new WithHeaders(request).with(HttpHeaders.COOKIE, null).with(HttpHeaders.AUTHORIZATION, authorization);
    }

    /** @param value null for none */
    WithHeaders with(String name, @Nullable String value) {
        changed.put(name, value);
        return this;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return changed.containsKey(name) ? changed.get(name) : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (!changed.containsKey(name)) {
            return super.getHeaders(name);
        }
        String value = changed.get(name);
        return Collections.enumeration(value == null ? List.of() : List.of(value));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames());
        names.removeIf(changed::containsKey);
        changed.forEach((name, value) -> {
            if (value != null) {
                names.add(name);
            }
        });
        return Collections.enumeration(names);
    }

    @Override
    public Cookie @Nullable [] getCookies() {
        return changed.containsKey(HttpHeaders.COOKIE) ? null : super.getCookies();
    }
}

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

/** The request without its cookies, and with a token if there is one. */
final class WithAuthorization extends HttpServletRequestWrapper {

    private final TreeMap<String, @Nullable String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    WithAuthorization(HttpServletRequest request, @Nullable String authorization) {
        super(request);
        changed.put(HttpHeaders.COOKIE, null);
        changed.put(HttpHeaders.AUTHORIZATION, authorization);
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
        if (changed.get(HttpHeaders.AUTHORIZATION) != null) {
            names.add(HttpHeaders.AUTHORIZATION);
        }
        return Collections.enumeration(names);
    }

    @Override
    public Cookie @Nullable [] getCookies() {
        return null;
    }
}

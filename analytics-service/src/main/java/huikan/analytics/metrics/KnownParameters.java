package huikan.analytics.metrics;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a request with a parameter that its path does not take: misspelt, it would be answered with other figures than were meant. */
final class KnownParameters implements HandlerInterceptor {

    /** What every metric may be asked with, also one of which it makes no other. */
    private static final List<String> OF_ALL = List.of("under", "basis", "asOf", "format", "lang");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && !HttpMethod.OPTIONS.matches(request.getMethod())) {
            Set<String> known = Stream.concat(
                            Stream.of(method.getMethod().getParameters())
                                    .filter(one -> one.isAnnotationPresent(RequestParam.class))
                                    .map(Parameter::getName),
                            OF_ALL.stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            request.getParameterMap().keySet().stream()
                    .filter(name -> !known.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw Question.unknown(name, known);
                    });
        }
        return true;
    }
}

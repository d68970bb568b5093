package huikan.service.request;

import huikan.problem.FieldError;
import huikan.service.problem.HttpProblem;
import huikan.service.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a request with a parameter that its path does not take: misspelt, a trial run would be done in earnest, a filter show
 * what was not meant, and the next page be the first one again.
 */
public final class KnownParameters implements HandlerInterceptor {

    private final List<String> ofAll;

    /** @param ofAll what every path takes, also one of which it makes no other answer */
    public KnownParameters(Collection<String> ofAll) {
        this.ofAll = List.copyOf(ofAll);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && !method.getBeanType().isAnnotationPresent(OwnParameters.class)
                && !HttpMethod.OPTIONS.matches(request.getMethod())
                && request.getQueryString() != null
                && !isForm(request)
                && !takesAny(method.getMethod())) {
            require(request.getParameterMap().keySet(), known(method.getMethod()));
        }
        return true;
    }

    /** The body of one is parameters, too; no path reads it, and it is refused as a media type. */
    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    private static void require(Set<String> asked, Set<String> known) {
        for (String name : asked) {
            if (!known.contains(name)) {
                throw unknown(name, known);
            }
        }
    }

    private static boolean takesAny(Method method) {
        return parameters(method).anyMatch(one -> Map.class.isAssignableFrom(one.getType()));
    }

    private Set<String> known(Method method) {
        return Stream.concat(parameters(method).map(KnownParameters::name), ofAll.stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Parameter> parameters(Method method) {
        return Stream.of(method.getParameters()).filter(one -> one.isAnnotationPresent(RequestParam.class));
    }

    private static String name(Parameter parameter) {
        RequestParam declared = parameter.getAnnotation(RequestParam.class);
        String name = declared.name().isEmpty() ? declared.value() : declared.name();
        return name.isEmpty() ? parameter.getName() : name;
    }

    private static ProblemException unknown(String parameter, Set<String> known) {
        String expected = known.isEmpty() ? "this path takes none" : "this path takes " + String.join(", ", known);
        return HttpProblem.INVALID.because(
                "There is no parameter \"" + parameter + "\": " + expected + ".",
                List.of(new FieldError("", "parameter.unknown", expected)));
    }
}

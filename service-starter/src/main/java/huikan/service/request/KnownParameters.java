package huikan.service.request;

import huikan.problem.FieldError;
import huikan.service.problem.HttpProblem;
import huikan.service.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Refuses a request with a parameter that its path does not take: misspelt, a trial run would be done in earnest, a filter show
 * what was not meant, and the next page be the first one again. What a path takes in one format it takes in all.
 */
final class KnownParameters implements HandlerInterceptor {

    private final List<String> ofAll;
    private final Supplier<RequestMappingHandlerMapping> paths;
    /** By method and path; empty where any is taken. */
    private final Map<String, Optional<Set<String>>> known = new ConcurrentHashMap<>();

    /**
     * @param ofAll what every path takes, also one of which it makes no other answer
     * @param paths asked for with the first request, as they are there only then
     */
    KnownParameters(Collection<String> ofAll, Supplier<RequestMappingHandlerMapping> paths) {
        this.ofAll = List.copyOf(ofAll);
        this.paths = paths;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && !method.getBeanType().isAnnotationPresent(OwnParameters.class)
                && !HttpMethod.OPTIONS.matches(request.getMethod())
                && request.getQueryString() != null
                && !isForm(request)) {
            String path = (String) request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            String verb = HttpMethod.HEAD.matches(request.getMethod()) ? "GET" : request.getMethod();
            known.computeIfAbsent(verb + " " + path, of -> known(RequestMethod.valueOf(verb), path))
                    .ifPresent(taken -> require(request.getParameterMap().keySet(), taken));
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

    private Optional<Set<String>> known(RequestMethod verb, String path) {
        List<Method> methods = paths.get().getHandlerMethods().entrySet().stream()
                .filter(one -> isFor(one.getKey(), verb, path))
                .map(one -> one.getValue().getMethod())
                .toList();
        boolean takesAny = methods.stream()
                .flatMap(KnownParameters::asked)
                .anyMatch(one -> Map.class.isAssignableFrom(one.getType()));
        return takesAny
                ? Optional.empty()
                : Optional.of(Stream.concat(methods.stream().flatMap(KnownParameters::names), ofAll.stream())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static boolean isFor(RequestMappingInfo mapping, RequestMethod verb, String path) {
        Set<RequestMethod> verbs = mapping.getMethodsCondition().getMethods();
        return mapping.getPatternValues().contains(path) && (verbs.isEmpty() || verbs.contains(verb));
    }

    private static Stream<Parameter> asked(Method method) {
        return Stream.of(method.getParameters()).filter(one -> one.isAnnotationPresent(RequestParam.class));
    }

    private static Stream<String> names(Method method) {
        Stream<String> inRecords = Stream.of(method.getParameters())
                .filter(one -> one.isAnnotationPresent(ModelAttribute.class))
                .flatMap(one -> Stream.of(one.getType().getRecordComponents()))
                .map(RecordComponent::getName);
        return Stream.concat(asked(method).map(KnownParameters::name), inRecords);
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

package huikan.analytics.odata;

import huikan.analytics.odata.EntityType.Property;
import huikan.service.problem.ProblemException;
import huikan.service.problem.Problems;
import huikan.service.request.OwnParameters;
import huikan.service.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * {@code /api/metrics/odata}. Whatever is asked below it is answered in OData's form; what it answers is described by its own
 * {@code $metadata}, and not by the contract of the other paths.
 */
@OwnParameters
@Controller
final class ODataController {

    static final String PATH = "/api/metrics/odata";

    private static final int STEPS = PATH.split("/", -1).length;
    /** The address that clients know, as the gateway says it. */
    static final String ORIGIN = "Huikan-Origin";

    private static final Pattern ADDRESS = Pattern.compile("https?://[\\w.:\\[\\]-]{1,300}");
    private static final Pattern RESOURCE = Pattern.compile("(\\w+)(?:\\((.*)\\))?(/.*)?");
    private static final Pattern PAGE_SIZE =
            Pattern.compile("(?:^|[,;\\s])(?:odata\\.)?maxpagesize=(\\d{1,9})(?=$|[,;\\s])");

    private static final Set<String> OF_DOCUMENT = Set.of(QueryOptions.FORMAT);
    private static final Set<String> OF_ONE = Set.of(QueryOptions.FORMAT, QueryOptions.SELECT);
    private static final Set<String> OF_COUNT = Set.of(QueryOptions.FILTER);
    private static final Set<String> OF_SET = Set.of(
            QueryOptions.FILTER,
            QueryOptions.SELECT,
            QueryOptions.ORDER_BY,
            QueryOptions.TOP,
            QueryOptions.SKIP,
            QueryOptions.COUNT,
            QueryOptions.SKIP_TOKEN,
            QueryOptions.FORMAT);

    private final Feed feed;

    ODataController(Feed feed) {
        this.feed = feed;
    }

    @RequestMapping({PATH, PATH + "/**"})
    void answer(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer answer;
        try {
            answer = answer(caller, request);
        } catch (RuntimeException failed) {
            ProblemException occurred = Problems.of(failed);
            if (occurred.problem() == ODataProblem.READ_ONLY) {
                response.setHeader(HttpHeaders.ALLOW, "GET, HEAD");
            }
            if (occurred.retryAfter() != null) {
                response.setHeader(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(occurred.retryAfter().toSeconds()));
            }
            answer = Answer.of(occurred);
        }
        response.setStatus(answer.status());
        response.setHeader("OData-Version", "4.0");
        response.setContentType(answer.type());
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private Answer answer(Caller caller, HttpServletRequest request) {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            throw ODataProblem.READ_ONLY.because("The feed takes GET and HEAD, not " + request.getMethod() + ".");
        }
        requireVersion(request.getHeader("OData-MaxVersion"));
        String[] steps = request.getRequestURI().split("/", STEPS + 1);
        String resource = steps.length > STEPS ? steps[STEPS] : "";
        return switch (resource) {
            case "" ->
                Answer.service(root(request), format(request, QueryOptions.of(request.getQueryString(), OF_DOCUMENT)));
            case "$metadata" -> metadata(request);
            case "$batch", "$crossjoin", "$all", "$entity" ->
                throw ODataProblem.UNSUPPORTED.because(resource + " is not supported.");
            default -> ofSet(caller, request, QueryOptions.decoded(resource.replace("+", "%2B")));
        };
    }

    private static void requireVersion(@Nullable String highest) {
        if (highest != null && !highest.strip().matches("4(\\.\\d+)?|[5-9].*")) {
            throw ODataProblem.VERSION.because("OData-MaxVersion is " + highest + "; answers are of 4.0.");
        }
    }

    private static Answer metadata(HttpServletRequest request) {
        QueryOptions options = QueryOptions.of(request.getQueryString(), OF_DOCUMENT);
        Format.requireXml(options.raw().get(QueryOptions.FORMAT), request.getHeader(HttpHeaders.ACCEPT));
        return Answer.text("application/xml;charset=utf-8", Metadata.text());
    }

    private Answer ofSet(Caller caller, HttpServletRequest request, String resource) {
        Matcher parts = RESOURCE.matcher(resource);
        Optional<EntitySet> named = parts.matches() ? EntitySet.named(parts.group(1)) : Optional.empty();
        EntitySet set =
                named.orElseThrow(() -> ODataProblem.UNKNOWN.because("There is no " + resource + "; the sets are "
                        + String.join(
                                ", ",
                                List.of(EntitySet.values()).stream()
                                        .map(EntitySet::title)
                                        .toList()) + "."));
        String key = parts.group(2);
        String rest = parts.group(3);
        if (rest == null) {
            return key == null ? page(caller, request, set) : one(caller, request, set, key);
        }
        if (rest.equals("/$count") && key == null) {
            QueryOptions options = QueryOptions.of(request.getQueryString(), OF_COUNT);
            return Answer.text("text/plain", Long.toString(feed.count(caller, question(set, options, request))));
        }
        throw ODataProblem.UNSUPPORTED.because(
                "Behind " + set.title() + " comes nothing, a key in parentheses, or /$count; not " + rest + ".");
    }

    private Answer page(Caller caller, HttpServletRequest request, EntitySet set) {
        QueryOptions options = QueryOptions.of(request.getQueryString(), OF_SET);
        Format format = format(request, options);
        List<Property> selected = options.select(set.type());
        Feed.Question question = question(set, options, request);
        Long count = options.count() ? feed.count(caller, question) : null;
        Feed.Page page = feed.page(caller, question);
        String root = root(request);
        String next = page.next();
        return Answer.page(
                Answer.context(root, set, selected),
                format,
                selected,
                page.rows(),
                count,
                next == null ? null : root + set.title() + "?" + options.next(next, page.topLeft(), page.skipLeft()));
    }

    private Answer one(Caller caller, HttpServletRequest request, EntitySet set, String key) {
        QueryOptions options = QueryOptions.of(request.getQueryString(), OF_ONE);
        Format format = format(request, options);
        List<Property> selected = options.select(set.type());
        Record row = feed.one(caller, set, FilterParser.key(set.type(), key))
                .orElseThrow(() ->
                        ODataProblem.UNKNOWN.because("There is no " + set.title() + "(" + key + "), or not for you."));
        return Answer.one(Answer.context(root(request), set, selected), format, selected, row);
    }

    private static Feed.Question question(EntitySet set, QueryOptions options, HttpServletRequest request) {
        String preferred = request.getHeader("Prefer");
        Matcher size = PAGE_SIZE.matcher(preferred == null ? "" : preferred);
        int rows = size.find() ? Integer.parseInt(size.group(1)) : Feed.LONGEST_PAGE;
        return Feed.Question.of(set, options, Math.clamp(rows, 1, Feed.LONGEST_PAGE));
    }

    private static Format format(HttpServletRequest request, QueryOptions options) {
        return Format.json(options.raw().get(QueryOptions.FORMAT), request.getHeader(HttpHeaders.ACCEPT));
    }

    /** What all addresses of the feed begin with. */
    private static String root(HttpServletRequest request) {
        String told = request.getHeader(ORIGIN);
        String url = request.getRequestURL().toString();
        String own = url.substring(0, url.length() - request.getRequestURI().length());
        String origin = told != null && ADDRESS.matcher(told).matches() ? told : own;
        return origin + PATH + "/";
    }
}

package huikan.analytics.odata;

import huikan.analytics.odata.EntityType.Property;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query options of a request. Each is allowed where it is asked, or refused: none is passed over.
 *
 * @param raw by name, in their order, decoded
 */
record QueryOptions(Map<String, String> raw) {

    static final String FILTER = "$filter";
    static final String SELECT = "$select";
    static final String ORDER_BY = "$orderby";
    static final String TOP = "$top";
    static final String SKIP = "$skip";
    static final String COUNT = "$count";
    static final String FORMAT = "$format";
    static final String SKIP_TOKEN = "$skiptoken";

    /** Options of OData that are not here at all. */
    private static final Set<String> UNSUPPORTED = Set.of(
            "$expand", "$search", "$apply", "$compute", "$levels", "$deltatoken", "$id", "$index", "$schemaversion");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern ORDER = Pattern.compile("(\\w+)(?: +(asc|desc))?");

    /** One of the properties that rows are in order by. */
    record Order(Property by, boolean descending) {}

    /**
     * @param query as it came, or null for none
     * @param allowed what may be asked of the resource
     */
    static QueryOptions of(@Nullable String query, Set<String> allowed) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String part : query == null ? new String[0] : query.split("&")) {
            if (part.isEmpty()) {
                continue;
            }
            int mark = part.indexOf('=');
            String name = decoded(mark < 0 ? part : part.substring(0, mark));
            require(name, allowed);
            if (options.put(name, mark < 0 ? "" : decoded(part.substring(mark + 1))) != null) {
                throw ODataProblem.OPTION.because("The option " + name + " comes twice.");
            }
        }
        return new QueryOptions(options);
    }

    private static void require(String name, Set<String> allowed) {
        if (allowed.contains(name)) {
            return;
        }
        if (UNSUPPORTED.contains(name) || name.startsWith("@")) {
            throw ODataProblem.UNSUPPORTED.because("The option " + name + " is not supported.");
        }
        throw ODataProblem.OPTION.because("The option " + name + " is not known here; known are "
                + allowed.stream().sorted().collect(Collectors.joining(", ")) + ".");
    }

    /** Also {@code +} is a space, as many clients write it. Most of what is encoded wrongly the server has refused before. */
    static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException garbled) {
            throw ODataProblem.OPTION.because("Behind a % come two hexadecimal digits.");
        }
    }

    Optional<Expression> filter(EntityType type) {
        return Optional.ofNullable(raw.get(FILTER)).map(text -> FilterParser.parse(type, text));
    }

    /** In the order of the type; all where nothing is selected. */
    List<Property> select(EntityType type) {
        Set<String> names = new LinkedHashSet<>();
        for (String one : list(SELECT)) {
            if (!one.equals("*") && type.property(one).isEmpty()) {
                throw ODataProblem.OPTION.because(
                        "$select names \"" + one + "\"; " + type.name() + " has " + type.names() + ".");
            }
            names.add(one);
        }
        return names.isEmpty() || names.contains("*")
                ? type.properties()
                : type.properties().stream()
                        .filter(one -> names.contains(one.name()))
                        .toList();
    }

    List<Order> orderBy(EntityType type) {
        List<Order> orders = new ArrayList<>();
        for (String one : list(ORDER_BY)) {
            var parts = ORDER.matcher(one);
            Property by = parts.matches() ? type.property(parts.group(1)).orElse(null) : null;
            if (by == null) {
                throw ODataProblem.OPTION.because(
                        "$orderby has \"" + one + "\"; it is a list of properties, each with asc or"
                                + " desc behind it or nothing. " + type.name() + " has " + type.names() + ".");
            }
            if (orders.stream().anyMatch(other -> other.by().equals(by))) {
                throw ODataProblem.OPTION.because("$orderby names " + by.name() + " twice.");
            }
            orders.add(new Order(by, "desc".equals(parts.group(2))));
        }
        return orders;
    }

    private List<String> list(String option) {
        String text = raw.get(option);
        if (text == null) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            parts.add(one.strip());
        }
        return parts;
    }

    /** Null for all. */
    @Nullable
    Long top() {
        return number(TOP);
    }

    long skip() {
        Long skip = number(SKIP);
        return skip == null ? 0 : skip;
    }

    private @Nullable Long number(String option) {
        String text = raw.get(option);
        if (text == null) {
            return null;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw ODataProblem.OPTION.because(
                    option + " is a whole number from 0 on, of 18 digits at most; it is \"" + text + "\".");
        }
        return Long.valueOf(text);
    }

    boolean count() {
        String text = raw.getOrDefault(COUNT, "false");
        if (!text.equals("true") && !text.equals("false")) {
            throw ODataProblem.OPTION.because("$count is true or false; it is \"" + text + "\".");
        }
        return text.equals("true");
    }

    /** The query of the page after this one, which was asked with these options. */
    String next(String token, @Nullable Long topLeft, long skipLeft) {
        Map<String, String> next = new LinkedHashMap<>(raw);
        // the count is told once
        List.of(COUNT, TOP, SKIP, SKIP_TOKEN).forEach(next::remove);
        if (topLeft != null) {
            next.put(TOP, topLeft.toString());
        }
        if (skipLeft > 0) {
            next.put(SKIP, Long.toString(skipLeft));
        }
        next.put(SKIP_TOKEN, token);
        return next.entrySet().stream()
                .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

package huikan.analytics.odata;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * What an answer looks like.
 *
 * @param minimal with {@code odata.metadata=minimal}; else {@code none}
 * @param numbersAsStrings those that JavaScript cannot hold ({@code IEEE754Compatible})
 */
record Format(boolean minimal, boolean numbersAsStrings) {

    static final Format USUAL = new Format(true, false);

    private static final String METADATA = "odata.metadata";
    private static final String AS_STRINGS = "IEEE754Compatible";
    /** {@code $format} has short names for some. */
    private static final Map<String, String> SHORT =
            Map.of("json", "application/json", "xml", "application/xml", "atom", "application/atom+xml");

    /**
     * For data.
     *
     * @param asked {@code $format}, which goes before the header
     */
    static Format json(@Nullable String asked, @Nullable String accept) {
        for (MediaType one : types(asked, accept)) {
            String metadata = parameter(one, METADATA, "minimal");
            boolean isOlder = one.getParameter("odata") != null;
            if (one.isCompatibleWith(MediaType.APPLICATION_JSON)
                    && !isOlder
                    && (metadata.equals("minimal") || metadata.equals("none"))) {
                return new Format(
                        metadata.equals("minimal"),
                        parameter(one, AS_STRINGS, "false").equals("true"));
            }
        }
        throw ODataProblem.FORMAT.because(
                "Data are told as application/json with odata.metadata=minimal or none; asked for is "
                        + shown(asked, accept) + ".");
    }

    /** For metadata. */
    static void requireXml(@Nullable String asked, @Nullable String accept) {
        if (types(asked, accept).stream().noneMatch(one -> one.isCompatibleWith(MediaType.APPLICATION_XML))) {
            throw ODataProblem.FORMAT.because(
                    "Metadata are told as application/xml; asked for is " + shown(asked, accept) + ".");
        }
    }

    private static String shown(@Nullable String asked, @Nullable String accept) {
        return asked == null ? "Accept: " + accept : "$format=" + asked;
    }

    /** The best first. */
    private static List<MediaType> types(@Nullable String asked, @Nullable String accept) {
        String told = asked == null ? accept : SHORT.getOrDefault(asked, asked);
        try {
            List<MediaType> types = MediaType.parseMediaTypes(told);
            return types.isEmpty() && asked == null
                    ? List.of(MediaType.ALL)
                    : types.stream()
                            .filter(one -> one.getQualityValue() > 0)
                            .sorted(Comparator.comparingDouble(MediaType::getQualityValue)
                                    .reversed())
                            .toList();
        } catch (InvalidMediaTypeException broken) {
            throw ODataProblem.FORMAT.because(shown(asked, accept) + " is no media type.");
        }
    }

    private static String parameter(MediaType type, String name, String otherwise) {
        String value = type.getParameter(name);
        return value == null ? otherwise : value.replace("\"", "");
    }

    /** {@code Content-Type}. */
    String title() {
        return "application/json;odata.metadata=" + (minimal ? "minimal" : "none")
                + (numbersAsStrings ? ";" + AS_STRINGS + "=true" : "");
    }
}

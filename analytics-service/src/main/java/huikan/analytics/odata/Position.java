package huikan.analytics.odata;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far a set was read: up to the row with this key, or, with the beginning of a key, up to the last row that begins so.
 * Rows that come and go between two pages move no others.
 */
record Position(List<String> parts) {

    static final Position BEGIN = new Position(List.of(""));

    /** Whether a row, or all rows whose keys begin so, were read. */
    boolean covers(List<String> key) {
        for (int i = 0; i < Math.min(parts.size(), key.size()); i++) {
            int order = key.get(i).compareTo(parts.get(i));
            if (order != 0) {
                return order < 0;
            }
        }
        return key.size() >= parts.size();
    }

    String token() {
        byte[] json = JsonMapper.shared().writeValueAsBytes(parts);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    static Position of(String token, EntityType type) {
        try {
            String json = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            List<String> parts = List.of(JsonMapper.shared().readValue(json, String[].class));
            if (!parts.isEmpty() && parts.size() <= type.key().size()) {
                return new Position(parts);
            }
        } catch (IllegalArgumentException | JacksonException | NullPointerException foreign) {
            // told below
        }
        throw ODataProblem.OPTION.because("$skiptoken is none of this set: follow @odata.nextLink as it is.");
    }
}

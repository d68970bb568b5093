package huikan.analytics.odata;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** The primitive types of the feed, with the Java types of their values. */
enum Edm {
    STRING("Edm.String", Map.of(), String.class),
    BOOLEAN("Edm.Boolean", Map.of(), Boolean.class),
    INT64("Edm.Int64", Map.of(), Long.class),
    /** All decimals here are rates. */
    DECIMAL("Edm.Decimal", Map.of("Scale", "2"), BigDecimal.class),
    DATE("Edm.Date", Map.of(), LocalDate.class),
    DATE_TIME_OFFSET("Edm.DateTimeOffset", Map.of("Precision", "3"), Instant.class);

    private static final Map<Class<?>, Edm> PRIMITIVES = Map.of(long.class, INT64, boolean.class, BOOLEAN);

    private final String title;
    private final Map<String, String> facets;
    private final Class<?> values;

    Edm(String title, Map<String, String> facets, Class<?> values) {
        this.title = title;
        this.facets = facets;
        this.values = values;
    }

    /** As CSDL calls it. */
    String title() {
        return title;
    }

    /** What CSDL has to say beside the type. */
    Map<String, String> facets() {
        return facets;
    }

    boolean isNumber() {
        return this == INT64 || this == DECIMAL;
    }

    /** Enums are told by their names. */
    static Edm of(Class<?> type) {
        if (type.isEnum()) {
            return STRING;
        }
        for (Edm one : values()) {
            if (one.values == type) {
                return one;
            }
        }
        Edm primitive = PRIMITIVES.get(type);
        if (primitive == null) {
            throw new IllegalArgumentException("no OData type for " + type);
        }
        return primitive;
    }
}

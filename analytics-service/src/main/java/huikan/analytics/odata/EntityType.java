package huikan.analytics.odata;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a set have in them, read off their record, so that the metadata and the answers are the same.
 *
 * @param key the properties by which the rows are in order and told apart; all of them strings
 */
record EntityType(String name, List<Property> key, List<Property> properties) {

    /**
     * @param nullable where the component is {@link Nullable}
     */
    record Property(String name, Edm type, boolean nullable, Method accessor) {

        private static Property of(RecordComponent component) {
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            return new Property(component.getName(), Edm.of(component.getType()), nullable, component.getAccessor());
        }

        @Nullable
        Object of(Record row) {
            try {
                Object value = accessor.invoke(row);
                return value instanceof Enum<?> constant ? constant.name() : value;
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    static EntityType of(String name, Class<? extends Record> rows, String... key) {
        List<Property> properties =
                Arrays.stream(rows.getRecordComponents()).map(Property::of).toList();
        EntityType keyless = new EntityType(name, List.of(), properties);
        return new EntityType(
                name,
                Arrays.stream(key)
                        .map(one -> keyless.property(one).orElseThrow())
                        .toList(),
                properties);
    }

    Optional<Property> property(String named) {
        return properties.stream().filter(one -> one.name().equals(named)).findFirst();
    }

    /** For messages. */
    String names() {
        return String.join(", ", properties.stream().map(Property::name).toList());
    }

    List<String> key(Record row) {
        List<String> values = new ArrayList<>();
        key.forEach(one -> values.add(String.valueOf(one.of(row))));
        return values;
    }
}

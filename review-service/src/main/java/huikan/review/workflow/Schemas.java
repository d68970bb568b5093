package huikan.review.workflow;

import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import huikan.service.request.Filled;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schema of records, draft 2020-12: what may be null says so, and the constraints of requests are in it, those too that
 * stand behind a constraint such as {@link huikan.service.request.Line}.
 */
public final class Schemas {

    private final SchemaGenerator generator;

    /**
     * @param described what a field is, for a person; null where nobody says it
     */
    public Schemas(Function<FieldScope, @Nullable String> described) {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(
                        Option.ADDITIONAL_FIXED_TYPES,
                        Option.EXTRA_OPEN_API_FORMAT_VALUES,
                        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                        Option.INLINE_ALL_SCHEMAS)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        config.forFields()
                .withRequiredCheck(field -> !isNullable(field))
                .withNullableCheck(Schemas::isNullable)
                .withDescriptionResolver(described::apply)
                .withStringMinLengthResolver(field -> constraint(field, Filled.class) == null ? null : 1)
                .withStringMaxLengthResolver(field ->
                        field.getType().isInstanceOf(String.class) ? bound(field, Size.class, Size::max) : null)
                .withStringPatternResolver(field -> bound(field, Pattern.class, Pattern::regexp))
                .withArrayMinItemsResolver(
                        field -> field.isContainerType() ? bound(field, Size.class, Size::min) : null)
                .withArrayMaxItemsResolver(
                        field -> field.isContainerType() ? bound(field, Size.class, Size::max) : null)
                .withNumberInclusiveMinimumResolver(
                        field -> bound(field, Min.class, min -> BigDecimal.valueOf(min.value())))
                .withNumberInclusiveMaximumResolver(
                        field -> bound(field, Max.class, max -> BigDecimal.valueOf(max.value())));
        config.forTypesInGeneral()
                .withCustomDefinitionProvider((type, context) -> JsonNode.class.isAssignableFrom(type.getErasedType())
                        ? new CustomDefinition(Json.empty(), true)
                        : null);
        this.generator = new SchemaGenerator(config.build());
    }

    public ObjectNode of(Type type) {
        return generator.generateSchema(type);
    }

    private static boolean isNullable(FieldScope field) {
        return !field.isFakeContainerItemScope()
                && field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** A constraint of a field, or of one that its constraint is composed of. */
    private static <A extends Annotation> @Nullable A constraint(FieldScope field, Class<A> type) {
        if (field.isFakeContainerItemScope()) {
            return null;
        }
        Annotation[] own = field.getRawMember().getAnnotations();
        return Arrays.stream(own)
                .flatMap(one -> Stream.of(
                        type.isInstance(one) ? type.cast(one) : null,
                        one.annotationType().getAnnotation(type)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static <A extends Annotation, V> @Nullable V bound(FieldScope field, Class<A> type, Function<A, V> value) {
        A one = constraint(field, type);
        return one == null ? null : value.apply(one);
    }
}

package huikan.service.problem;

import java.time.LocalDate;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.ext.javatime.deser.LocalDateDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** Problem details on every error path, and a strict reading of bodies so that there is something to tell. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@Import({ProblemAdvice.class, BoundedBodies.class, RequiredFields.class, ProblemErrorController.class})
public class ProblemAutoConfiguration {

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTomcat() {
        return tomcat -> tomcat.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemReportValve.class.getName());
            }
        });
    }

    /** Of the mapper of requests and answers only: what is stored and told is read by others. */
    @Bean
    JsonMapperBuilderCustomizer strictBodies() {
        return json -> json.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .addModule(new SimpleModule().addDeserializer(LocalDate.class, new DateFromText()))
                .withCoercionConfigDefaults(ProblemAutoConfiguration::refuseOtherTypes)
                // a whole number is a number
                .withCoercionConfig(
                        LogicalType.Float,
                        decimals -> decimals.setCoercion(CoercionInputShape.Integer, CoercionAction.TryConvert));
    }

    private static void refuseOtherTypes(MutableCoercionConfig scalars) {
        for (CoercionInputShape shape : List.of(
                CoercionInputShape.Boolean,
                CoercionInputShape.Integer,
                CoercionInputShape.Float,
                CoercionInputShape.String,
                CoercionInputShape.EmptyString)) {
            scalars.setCoercion(shape, CoercionAction.Fail);
        }
    }

    /** A date is text: the array of its parts, which Jackson reads too, is another type. */
    private static final class DateFromText extends ValueDeserializer<LocalDate> {
        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) {
            return parser.isExpectedStartArrayToken()
                    ? (LocalDate) context.handleUnexpectedToken(LocalDate.class, parser)
                    : LocalDateDeserializer.INSTANCE.deserialize(parser, context);
        }
    }
}

package huikan.gateway.oidc;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Where no outside issuer is configured, nothing of it is loaded. */
public final class OnOutsideIssuer implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !context.getEnvironment().getProperty("huikan.oidc.issuer", "").isEmpty();
    }
}

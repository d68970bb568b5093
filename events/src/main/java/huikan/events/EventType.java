package huikan.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The short, versioned name of an event on the wire ({@code ce_type}), e.g. {@code submission.accepted.v1}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface EventType {
    String value();
}

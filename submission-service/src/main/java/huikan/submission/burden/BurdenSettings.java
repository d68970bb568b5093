package huikan.submission.burden;

import huikan.service.start.Setting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the work of filling a form is estimated by; nobody has measured it. An office that did puts its own figures here.
 *
 * @param figure to find out one figure and fill it in
 * @param section to write one section of a text
 */
@ConfigurationProperties("huikan.burden")
record BurdenSettings(
        @DefaultValue("5m") Duration figure,
        @DefaultValue("4h") Duration section) {

    BurdenSettings {
        Setting.positive("huikan.burden.figure", figure);
        Setting.positive("huikan.burden.section", section);
    }
}

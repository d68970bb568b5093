package huikan.submission.attachment;

import huikan.service.start.Setting;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Attachments.
 *
 * @param largest what one may be at most
 * @param allowed media types, by content and not by name; {@code application/x-tika-msoffice} is what office programs
 *     wrote before docx, xlsx and pptx, {@code application/ofd} is GB/T 33190
 * @param scanner {@code host:port} of a clamd that every upload is shown to; none when it is empty
 * @param scanWithin how long the scanner may take
 * @param unnamedMost what an agency may have of uploads that no filing and no evidence names, those under way included
 * @param unnamedFor how long an upload is kept that no filing and no evidence names
 * @param leaving how long the content is kept after that, so that what names it at the last moment finds it
 * @param sweep how often it is looked for such
 */
@ConfigurationProperties("huikan.attachments")
record AttachmentSettings(
        @DefaultValue("100MB") DataSize largest,

        @DefaultValue({
            "application/pdf",
            "application/ofd",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "application/x-tika-msoffice",
            "image/png",
            "image/jpeg",
            "image/tiff",
            "text/plain"
        })
        List<String> allowed,

        @DefaultValue("") String scanner,
        @DefaultValue("2m") Duration scanWithin,
        @DefaultValue("2GB") DataSize unnamedMost,
        @DefaultValue("30d") Duration unnamedFor,
        @DefaultValue("1d") Duration leaving,
        @DefaultValue("1h") Duration sweep) {

    AttachmentSettings {
        Setting.positive("huikan.attachments.largest", largest.toBytes());
        Setting.require(
                unnamedMost.compareTo(largest) >= 0,
                "huikan.attachments.unnamed-most",
                "at least huikan.attachments.largest",
                unnamedMost.toString());
        Setting.require(
                scanner.isEmpty() || scanner.matches("[^:]+:\\d{1,5}"),
                "huikan.attachments.scanner",
                "host:port",
                scanner);
        Setting.positive("huikan.attachments.scan-within", scanWithin);
        Setting.positive("huikan.attachments.unnamed-for", unnamedFor);
        Setting.positive("huikan.attachments.leaving", leaving);
        Setting.positive("huikan.attachments.sweep", sweep);
        allowed = List.copyOf(allowed);
    }
}

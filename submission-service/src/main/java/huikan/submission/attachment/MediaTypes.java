package huikan.submission.attachment;

import java.util.List;
import java.util.Locale;
import org.apache.tika.Tika;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a file is, by its first bytes, and for what is packed as a zip by the names in it. */
@Component
final class MediaTypes {

    /** Enough for every type that is allowed. */
    static final int HEAD = 16 << 10;

    private static final String ZIP = "application/zip";
    private static final String OFFICE_ZIP = "application/x-tika-ooxml";
    private static final String OLD_OFFICE = "application/x-tika-msoffice";
    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";

    private final Tika tika = new Tika();
    private final AttachmentSettings settings;

    MediaTypes(AttachmentSettings settings) {
        this.settings = settings;
    }

    /** By the first bytes; {@code application/zip} for everything that is packed as one. */
    String of(byte[] head) {
        String found = tika.detect(head);
        return found.equals(OFFICE_ZIP) ? ZIP : found;
    }

    boolean isPacked(String found) {
        return found.equals(ZIP);
    }

    /** What is packed in a zip, by the names of its entries. */
    String of(List<String> names) {
        if (names.stream().anyMatch(name -> name.endsWith("vbaProject.bin"))) {
            return "application/vnd.ms-office.vbaProject";
        }
        if (names.contains("OFD.xml")) {
            return "application/ofd";
        }
        if (!names.contains("[Content_Types].xml")) {
            return ZIP;
        }
        if (names.contains("word/document.xml")) {
            return OFFICE + "wordprocessingml.document";
        }
        if (names.contains("xl/workbook.xml")) {
            return OFFICE + "spreadsheetml.sheet";
        }
        return names.contains("ppt/presentation.xml") ? OFFICE + "presentationml.presentation" : ZIP;
    }

    /**
     * The type as it is shown to readers.
     *
     * @param claimed what the sender says; believed only for which of the old office formats it is
     * @throws huikan.service.problem.ProblemException 415 when it is not allowed
     */
    String allowed(String found, @Nullable String claimed) {
        if (!settings.allowed().contains(found)) {
            throw AttachmentProblem.NOT_ALLOWED.because(
                    "By its content it is " + found + "; taken are " + settings.allowed() + ".");
        }
        String said = claimed == null ? "" : claimed.toLowerCase(Locale.ROOT);
        boolean old = said.equals("application/msword") || said.startsWith("application/vnd.ms-");
        if (found.equals(OLD_OFFICE)) {
            return old ? said : "application/octet-stream";
        }
        return found;
    }
}

package huikan.submission.attachment;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;

/** What somebody called a file, made harmless: it is shown to others, and their machines keep the file under it. */
final class FileName {

    /** In UTF-8; what file systems take. */
    private static final int MOST_BYTES = 255;

    private FileName() {}

    /**
     * A name without folders and without what is not seen: control characters, marks that turn the direction of writing.
     *
     * @return empty when nothing is left of it
     */
    static Optional<String> of(@Nullable String said) {
        if (said == null) {
            return Optional.empty();
        }
        String last = said.substring(Math.max(said.lastIndexOf('/'), said.lastIndexOf('\\')) + 1);
        String seen = last.codePoints()
                .filter(FileName::isSeen)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replaceAll("[:*?\"<>|]", "_")
                .strip();
        String name = shortened(seen);
        return name.replace(".", "").isBlank() ? Optional.empty() : Optional.of(name);
    }

    private static boolean isSeen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** The end of it says what it is, and stays. */
    private static String shortened(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
        StringBuilder start = new StringBuilder(name.substring(0, name.length() - ending.length()));
        while (bytes(start) + bytes(ending) > MOST_BYTES) {
            start.setLength(start.offsetByCodePoints(start.length(), -1));
        }
        return start + ending;
    }

    private static int bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Of {@code Content-Disposition}; a header that cannot be read names nothing (RFC 6266). */
    static Optional<String> ofDisposition(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        try {
            return of(ContentDisposition.parse(header).getFilename());
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** The header by which a browser keeps the file under that name. */
    static String disposition(Optional<String> name) {
        ContentDisposition.Builder attachment = ContentDisposition.attachment();
        name.ifPresent(one -> attachment.filename(one, StandardCharsets.UTF_8));
        return attachment.build().toString();
    }
}

package huikan.submission.attachment;

import huikan.service.security.Caller;
import huikan.submission.agency.Agency;
import huikan.submission.attachment.Contents.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded file. Equal content is one attachment, whoever uploads it.
 *
 * @param digest {@code sha256:} and 64 hexadecimal digits, of the content
 * @param size in bytes
 * @param file where its content is; null when it is gone
 * @param agencies that uploaded it
 * @param seenBy those, and everybody above them
 * @param names what they called it, the latest last
 * @param named whether a filing or evidence names it
 * @param since when it became what it is
 */
record Attachment(
        String digest,
        long size,
        String mediaType,
        AttachmentStatus status,
        @Nullable String file,
        List<String> agencies,
        List<String> seenBy,
        List<Name> names,
        boolean named,
        Instant since,
        long version) {

    /** Of a file that a whole province uploads the latest names are kept: a document has its bounds. */
    static final int MOST_NAMES = 100;

    /**
     * What an agency called a file.
     *
     * @param seenBy the agency, and everybody above it: to others that have the file the name says nothing
     */
    record Name(String agency, String name, List<String> seenBy) {}

    static Attachment uploaded(Stored stored, String mediaType, Agency agency, @Nullable String name, Instant now) {
        return new Attachment(
                stored.digest(),
                stored.size(),
                mediaType,
                AttachmentStatus.STORED,
                stored.file(),
                List.of(agency.code()),
                List.copyOf(agency.seenBy()),
                called(List.of(), agency, name),
                false,
                now,
                1);
    }

    Attachment uploadedAgain(Stored stored, Agency agency, @Nullable String name, Instant now) {
        Set<String> uploaders = new TreeSet<>(agencies);
        uploaders.add(agency.code());
        Set<String> readers = new TreeSet<>(seenBy);
        readers.addAll(agency.seenBy());
        return new Attachment(
                digest,
                size,
                mediaType,
                AttachmentStatus.STORED,
                status == AttachmentStatus.GONE ? stored.file() : file,
                List.copyOf(uploaders),
                List.copyOf(readers),
                // what was filed does not change its name any more
                named && nameBy(agency.code()).isPresent() ? names : called(names, agency, name),
                named,
                now,
                version + 1);
    }

    private static List<Name> called(List<Name> names, Agency agency, @Nullable String name) {
        if (name == null) {
            return names;
        }
        List<Name> after = Stream.concat(
                        names.stream().filter(one -> !one.agency().equals(agency.code())),
                        Stream.of(new Name(agency.code(), name, List.copyOf(agency.seenBy()))))
                .toList();
        return after.subList(Math.max(0, after.size() - MOST_NAMES), after.size());
    }

    Attachment moved(AttachmentStatus to, @Nullable String content, boolean isNamed, Instant now) {
        return new Attachment(digest, size, mediaType, to, content, agencies, seenBy, names, isNamed, now, version + 1);
    }

    boolean isFor(Caller caller) {
        return status == AttachmentStatus.STORED && caller.maySee(seenBy);
    }

    private Optional<Name> nameBy(String agency) {
        return names.stream().filter(one -> one.agency().equals(agency)).findFirst();
    }

    /**
     * What an agency called it. One office's name is not told in the filing of another that has the same file.
     *
     * @param agency whose filing or case the file is looked at in; without it the caller's own, else the only one that the
     *     caller may know
     */
    Optional<String> nameFor(Caller caller, @Nullable String agency) {
        List<Name> known =
                names.stream().filter(one -> caller.maySee(one.seenBy())).toList();
        return known.stream()
                .filter(one -> agency == null
                        ? caller.actsFor(one.agency())
                        : one.agency().equals(agency))
                .findFirst()
                .or(() -> agency == null && known.size() == 1 ? Optional.of(known.getFirst()) : Optional.empty())
                .map(Name::name);
    }
}

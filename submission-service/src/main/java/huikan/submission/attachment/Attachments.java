package huikan.submission.attachment;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static java.util.stream.Collectors.toSet;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import huikan.events.AttachmentEvent;
import huikan.events.AttachmentEvent.AttachmentRemoved;
import huikan.events.AttachmentEvent.AttachmentStored;
import huikan.problem.FieldError;
import huikan.service.outbox.Outbox;
import huikan.service.outbox.OutboxRelays;
import huikan.service.outbox.OutboxSource;
import huikan.service.store.Duplicates;
import huikan.submission.agency.Agency;
import huikan.submission.attachment.Attachment.Name;
import huikan.submission.attachment.Contents.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The attachments. A change and the event that tells it are one write. */
@Repository
public class Attachments {

    /** The collection; its outbox is relayed. */
    static final OutboxSource SOURCE = new OutboxSource("attachments");

    private static final String STATUS = "status";
    private static final String NAMED = "named";
    private static final String SINCE = "since";
    private static final String AGENCIES = "agencies";
    private static final String FILE = "file";
    private static final String NAMES = "names";
    private static final String SEEN_BY = "seenBy";

    private final MongoCollection<Document> attachments;
    private final OutboxRelays relays;
    private final Clock clock;

    Attachments(MongoDatabase database, OutboxRelays relays, Clock clock) {
        this.attachments = database.getCollection(SOURCE.collection());
        this.relays = relays;
        this.clock = clock;
        attachments.createIndex(Indexes.ascending(NAMED, STATUS, SINCE));
        attachments.createIndex(Indexes.ascending(FILE));
        attachments.createIndex(Indexes.ascending(AGENCIES, NAMED, STATUS));
    }

    Optional<Attachment> find(String digest) {
        return Optional.ofNullable(attachments
                        .find(eq(digest))
                        .projection(exclude(Outbox.FIELD))
                        .first())
                .map(Attachments::read);
    }

    /** Those of them that are known, in no order. */
    List<Attachment> find(Collection<String> digests) {
        return attachments
                .find(in("_id", digests))
                .projection(exclude(Outbox.FIELD))
                .map(Attachments::read)
                .into(new ArrayList<>());
    }

    /**
     * An upload for an agency; of equal content one copy is kept.
     *
     * @param name what the agency calls it
     * @return as it now is; when its file is not the one that was uploaded, that one is not needed
     */
    Attachment add(Stored stored, String mediaType, Agency agency, @Nullable String name) {
        while (true) {
            Optional<Attachment> known = find(stored.digest());
            Instant now = clock.instant();
            Attachment after = known.map(one -> one.uploadedAgain(stored, agency, name, now))
                    .orElseGet(() -> Attachment.uploaded(stored, mediaType, agency, name, now));
            if (known.isEmpty() ? insert(after) : replace(known.get(), after, stored(after))) {
                return after;
            }
        }
    }

    private static AttachmentStored stored(Attachment one) {
        return new AttachmentStored(one.digest(), one.size(), one.mediaType(), one.seenBy(), one.version());
    }

    private boolean insert(Attachment fresh) {
        try {
            attachments.insertOne(document(fresh)
                    .append("_id", fresh.digest())
                    .append(Outbox.FIELD, Outbox.of(clock.instant(), stored(fresh))));
        } catch (MongoWriteException taken) {
            Duplicates.orThrow(taken);
            return false;
        }
        relays.announce(SOURCE.collection(), fresh.digest());
        return true;
    }

    /** False when it is no longer what was seen. */
    private boolean replace(Attachment seen, Attachment after, @Nullable AttachmentEvent event) {
        if (!seen.status().mayBecome(after.status())) {
            throw new IllegalStateException(seen.status() + " does not become " + after.status());
        }
        List<Bson> changes = new ArrayList<>();
        document(after).forEach((field, value) -> changes.add(set(field, value)));
        if (event != null) {
            changes.add(Outbox.push(clock.instant(), event));
        }
        boolean taken = attachments
                        .updateOne(and(eq(seen.digest()), eq("version", seen.version())), combine(changes))
                        .getModifiedCount()
                == 1;
        if (taken && event != null) {
            relays.announce(SOURCE.collection(), seen.digest());
        }
        return taken;
    }

    /** A filing or evidence names them; what is unknown here is somebody else's digest. */
    public void name(Collection<String> digests) {
        for (String digest : digests) {
            Optional<Attachment> seen = find(digest).filter(one -> !one.named());
            while (seen.isPresent()) {
                Attachment one = seen.get();
                AttachmentStatus status =
                        one.status() == AttachmentStatus.LEAVING ? AttachmentStatus.STORED : one.status();
                Attachment named = one.moved(status, one.file(), true, clock.instant());
                boolean back = status != one.status();
                boolean done =
                        one.status() == AttachmentStatus.GONE || replace(one, named, back ? stored(named) : null);
                seen = done ? Optional.empty() : find(digest).filter(again -> !again.named());
            }
        }
    }

    /** What an agency names without having it; the pointer is that of the list. */
    public List<FieldError> unknown(String pointer, List<String> digests, String agency) {
        if (digests.isEmpty()) {
            return List.of();
        }
        Set<String> known = find(digests).stream()
                .filter(one ->
                        one.status() == AttachmentStatus.STORED && one.seenBy().contains(agency))
                .map(Attachment::digest)
                .collect(toSet());
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < digests.size(); i++) {
            if (!known.contains(digests.get(i))) {
                errors.add(new FieldError(
                        pointer + "/" + i, "attachment.unknown", agency + " has not uploaded " + digests.get(i) + "."));
            }
        }
        return errors;
    }

    /** Those that nothing named since then are no longer to be had. */
    void leave(Instant before) {
        for (Attachment one : unnamed(AttachmentStatus.STORED, before)) {
            Attachment leaving = one.moved(AttachmentStatus.LEAVING, one.file(), false, clock.instant());
            var unused = replace(one, leaving, new AttachmentRemoved(one.digest(), leaving.version()));
        }
    }

    /**
     * The contents of those that left before then, and that are needed no more.
     *
     * @param note notes a content that is to go before anything else: when this is cut short, it is cleared away later
     */
    List<String> gone(Instant before, Consumer<String> note) {
        List<String> files = new ArrayList<>();
        for (Attachment one : unnamed(AttachmentStatus.LEAVING, before)) {
            if (one.file() != null) {
                note.accept(one.file());
                if (replace(one, one.moved(AttachmentStatus.GONE, null, false, clock.instant()), null)) {
                    files.add(one.file());
                }
            }
        }
        return files;
    }

    record Unnamed(long files, long bytes) {}

    /** What is stored of what an agency uploaded and nothing names. */
    Unnamed unnamedOf(String agency) {
        Bson unnamed = and(
                eq(AGENCIES, agency),
                eq(NAMED, false),
                in(STATUS, AttachmentStatus.STORED.name(), AttachmentStatus.LEAVING.name()));
        Document sum = attachments
                .aggregate(List.of(match(unnamed), group(null, sum("bytes", "$size"), sum("files", 1))))
                .first();
        return sum == null
                ? new Unnamed(0, 0)
                : new Unnamed(
                        sum.get("files", Number.class).longValue(),
                        sum.get("bytes", Number.class).longValue());
    }

    /** Whether a content is that of an attachment. */
    boolean isKept(String file) {
        return attachments.find(eq(FILE, file)).projection(include("_id")).first() != null;
    }

    private List<Attachment> unnamed(AttachmentStatus status, Instant before) {
        return attachments
                .find(and(eq(NAMED, false), eq(STATUS, status.name()), lt(SINCE, Date.from(before))))
                .projection(exclude(Outbox.FIELD))
                .map(Attachments::read)
                .into(new ArrayList<>());
    }

    private static Document document(Attachment one) {
        return new Document("size", one.size())
                .append("mediaType", one.mediaType())
                .append(STATUS, one.status().name())
                .append(FILE, one.file())
                .append(AGENCIES, one.agencies())
                .append(SEEN_BY, one.seenBy())
                .append(NAMES, one.names().stream().map(Attachments::document).toList())
                .append(NAMED, one.named())
                .append(SINCE, Date.from(one.since()))
                .append("version", one.version());
    }

    private static Document document(Name one) {
        return new Document("agency", one.agency()).append("name", one.name()).append(SEEN_BY, one.seenBy());
    }

    private static Name name(Document document) {
        return new Name(
                document.getString("agency"), document.getString("name"), document.getList(SEEN_BY, String.class));
    }

    private static Attachment read(Document document) {
        return new Attachment(
                document.getString("_id"),
                document.getLong("size"),
                document.getString("mediaType"),
                AttachmentStatus.valueOf(document.getString(STATUS)),
                document.getString(FILE),
                document.getList(AGENCIES, String.class),
                document.getList(SEEN_BY, String.class),
                document.getList(NAMES, Document.class, List.of()).stream()
                        .map(Attachments::name)
                        .toList(),
                document.getBoolean(NAMED),
                document.getDate(SINCE).toInstant(),
                document.getLong("version"));
    }
}

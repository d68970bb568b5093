package huikan.submission.attachment;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoGridFSException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.gridfs.model.GridFSUploadOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import huikan.service.problem.HttpProblem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bson.BsonObjectId;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Repository;

/** What is in the files: in GridFS, chunk by chunk, never whole in memory. */
@Repository
class Contents {

    /** 2 MB of them. */
    private static final int CHUNKS_AT_ONCE = 8;

    private final GridFSBucket bucket;
    private final MongoCollection<Document> uploads;
    private final AttachmentSettings settings;
    private final Clock clock;

    Contents(MongoDatabase database, AttachmentSettings settings, Clock clock) {
        this.bucket = GridFSBuckets.create(database, "attachment");
        this.uploads = database.getCollection("uploads");
        this.settings = settings;
        this.clock = clock;
        uploads.createIndex(Indexes.ascending("startedAt"));
        // the driver's own index of the chunks is a unique one, which the embedded store does not read a stretch of
        database.getCollection("attachment.chunks").createIndex(Indexes.ascending("files_id", "n", "_id"));
    }

    /**
     * A stored content that nothing refers to yet.
     *
     * @param file by which it is found again
     */
    record Stored(String file, String digest, long size) {}

    /**
     * Stores what comes. It is noted before the first byte, so that one that is cut short is cleared away.
     *
     * @throws huikan.service.problem.ProblemException 413 when it is too large, 422 when there is nothing
     */
    Stored store(InputStream content) throws IOException {
        String file = new ObjectId().toHexString();
        note(file);
        Limited limited = new Limited(content, settings.largest().toBytes());
        DigestInputStream digested = new DigestInputStream(limited, sha256());
        try {
            bucket.uploadFromStream(new BsonObjectId(new ObjectId(file)), "", digested, new GridFSUploadOptions());
        } catch (MongoGridFSException cutShort) {
            discard(file);
            if (limited.isOver()) {
                throw HttpProblem.TOO_LARGE.because(
                        "An attachment has at most " + settings.largest().toBytes() + " bytes.");
            }
            throw cutShort.getCause() instanceof IOException line
                    ? line
                    : new IOException("the upload was cut short", cutShort);
        }
        if (limited.read == 0) {
            discard(file);
            throw AttachmentProblem.EMPTY.because("No byte came.");
        }
        String hex = HexFormat.of().formatHex(digested.getMessageDigest().digest());
        return new Stored(file, "sha256:" + hex, limited.read);
    }

    /** Something refers to it from now on. */
    void keep(String file) {
        uploads.deleteOne(eq(file));
    }

    /** Some chunks at a time come from the store: a reply has a largest size, and nobody needs the whole in memory. */
    InputStream open(String file) {
        return bucket.openDownloadStream(new ObjectId(file)).batchSize(CHUNKS_AT_ONCE);
    }

    /** What came in parts, as one; each is looked up when the one before it has ended. */
    InputStream open(List<String> files) {
        return new SequenceInputStream(Collections.enumeration(new AbstractList<InputStream>() {
            @Override
            public InputStream get(int index) {
                return open(files.get(index));
            }

            @Override
            public int size() {
                return files.size();
            }
        }));
    }

    /** Its last bytes. */
    byte[] tail(Stored stored, int most) throws IOException {
        try (InputStream content = open(stored.file())) {
            content.skipNBytes(Math.max(0, stored.size() - most));
            return content.readAllBytes();
        }
    }

    /** Also what is not whole. */
    void discard(String file) {
        try {
            bucket.delete(new ObjectId(file));
        } catch (MongoGridFSException notWhole) {
            // its chunks are gone all the same
        }
        uploads.deleteOne(eq(file));
    }

    /** It is to go, or it is not known yet whether something refers to it. */
    void note(String file) {
        uploads.replaceOne(
                eq(file),
                new Document("_id", file).append("startedAt", Date.from(clock.instant())),
                new ReplaceOptions().upsert(true));
    }

    /** Those that were noted before then, and of which nothing was heard since. */
    List<String> abandoned(Instant before) {
        List<String> files = new ArrayList<>();
        uploads.find(lt("startedAt", Date.from(before))).forEach(upload -> files.add(upload.getString("_id")));
        return files;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Ends with an error when more comes than is allowed. */
    private static final class Limited extends FilterInputStream {
        private final long most;
        private long read;

        Limited(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        boolean isOver() {
            return read > most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            read += Math.max(0, count);
            if (isOver()) {
                throw new IOException("more than " + most + " bytes");
            }
            return count;
        }
    }
}

package huikan.gateway.key;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Instant;

/** The JSON Web Key Set on disk, private parts included; whole at any moment, readable by its owner only. */
final class KeyFile {

    private final Path file;

    /** What one does to it while nobody else may; it may take its time. */
    interface Change {
        void make() throws InterruptedException;
    }

    KeyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * Of two gateways that start at once, one makes it.
     *
     * @throws UncheckedIOException when it cannot be made
     */
    void makeIfMissing() {
        if (Files.notExists(file)) {
            make();
        }
    }

    /**
     * @throws UncheckedIOException when it cannot be read
     * @throws IllegalStateException when it is no key set
     */
    JWKSet read() {
        try {
            return JWKSet.parse(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the key file " + file + " cannot be used: " + unreadable, unreadable);
        } catch (ParseException broken) {
            throw new IllegalStateException("the key file " + file + " is no JSON Web Key Set", broken);
        }
    }

    /** @throws UncheckedIOException when it cannot be looked at */
    FileTime changed() {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the key file " + file + " cannot be used: " + unreadable, unreadable);
        }
    }

    /** What is read next is the old set or this one, never a part of it. */
    void replace(JWKSet keys) {
        try {
            Path fresh = fresh(keys);
            try {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the key file " + file + " cannot be written: " + unwritable, unwritable);
        }
    }

    /**
     * Nobody else changes the file while the action goes on.
     *
     * @throws IllegalStateException when somebody else does so now
     */
    void alone(Change change) throws InterruptedException {
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new IllegalStateException("somebody else changes the keys at this moment");
            }
            change.make();
        } catch (IOException unusable) {
            throw new UncheckedIOException("the keys cannot be locked: " + unusable, unusable);
        }
    }

    private void make() {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = fresh(new JWKSet(KeyLife.newPair(Instant.now())));
            try {
                Files.createLink(file, fresh);
            } catch (FileAlreadyExistsException another) {
                // the other one's keys are as good
                return;
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the key file " + file + " cannot be made: " + unwritable, unwritable);
        }
    }

    private Path fresh(JWKSet keys) throws IOException {
        Path fresh = Files.createTempFile(
                file.getParent(),
                "keys",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(fresh, keys.toString(false), StandardCharsets.UTF_8);
    }
}

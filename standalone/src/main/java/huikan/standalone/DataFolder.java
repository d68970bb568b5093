package huikan.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folder that a suite keeps everything in; one suite at a time. */
final class DataFolder implements AutoCloseable {

    private static final int SECRET_BYTES = 16;

    /** Of what services keep in the folder. To be raised where a newer version cannot read what an older one wrote. */
    private static final String FORMAT = "4";

    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;

    private DataFolder(Path folder, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * @throws Trouble when it cannot be made or written, another suite has it, or it is of another version
     */
    static DataFolder take(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel file =
                    FileChannel.open(folder.resolve("suite.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(file);
            if (lock == null) {
                throw new Trouble("the data folder " + folder + " belongs to a running suite"
                        + running(folder)
                                .map(suite -> " (process " + suite.pid() + ")")
                                .orElse("")
                        + "; stop it or give another with --data");
            }
            requireFormat(folder);
            return new DataFolder(folder, file, lock);
        } catch (IOException unusable) {
            throw new Trouble("the data folder " + folder + " cannot be used: " + reason(unusable));
        }
    }

    private static void requireFormat(Path folder) throws IOException {
        Path file = folder.resolve("format");
        if (Files.notExists(folder.resolve("store"))) {
            Files.writeString(file, FORMAT);
            return;
        }
        String found = Files.exists(file) ? Files.readString(file).strip() : "1";
        if (!found.equals(FORMAT)) {
            throw new Trouble("the data folder " + folder + " was written in format " + found
                    + ", and this version has format " + FORMAT + ": give another folder with --data");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private static String reason(IOException unusable) {
        return unusable.getClass().getSimpleName() + ": " + unusable.getMessage();
    }

    Path resolve(String name) {
        return folder.resolve(name);
    }

    Path makeFolder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException unusable) {
            throw new Trouble("the data folder " + folder + " cannot be used: " + reason(unusable));
        }
    }

    /**
     * A suite that runs or ran.
     *
     * @param pid of the launcher
     * @param port of the gateway
     */
    record Suite(long pid, int port, List<Part> parts) {}

    /**
     * A process of it.
     *
     * @param port where it tells its metrics; 0 where it has none
     */
    record Part(String name, long pid, int port) {}

    /** Written where {@code stop} and {@code status} find it. */
    void tell(Suite suite) {
        try {
            StringBuilder lines = new StringBuilder("suite " + suite.pid() + " " + suite.port() + "\n");
            suite.parts().forEach(part -> lines.append(part.name() + " " + part.pid() + " " + part.port() + "\n"));
            Files.writeString(suiteFile(folder), lines);
        } catch (IOException unusable) {
            throw new Trouble("the data folder " + folder + " cannot be written: " + reason(unusable));
        }
    }

    /** The suite that has the folder now, if its process is there. */
    static Optional<Suite> running(Path folder) {
        try {
            List<Part> lines = Files.readAllLines(suiteFile(folder)).stream()
                    .map(DataFolder::part)
                    .toList();
            Suite suite = new Suite(lines.getFirst().pid(), lines.getFirst().port(), lines.subList(1, lines.size()));
            return ProcessHandle.of(suite.pid()).filter(ProcessHandle::isAlive).map(alive -> suite);
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException | NoSuchElementException none) {
            return Optional.empty();
        }
    }

    private static Part part(String line) {
        String[] words = line.split(" ", -1);
        return new Part(words[0], Long.parseLong(words[1]), Integer.parseInt(words[2]));
    }

    private static Path suiteFile(Path folder) {
        return folder.resolve("suite.pid");
    }

    /** Which generation of the rollups is written. */
    static int rollupGeneration(Path folder) {
        Path file = folder.resolve("rollups");
        try {
            return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 1;
        } catch (IOException | NumberFormatException unusable) {
            throw new Trouble("the number in " + file + " cannot be read: " + unusable.getMessage());
        }
    }

    /** From the next start of analytics-service on another generation is written, from the first event on. */
    static void nextRollupGeneration(Path folder) {
        int next = rollupGeneration(folder) + 1;
        try {
            Files.writeString(folder.resolve("rollups"), Integer.toString(next));
        } catch (IOException unusable) {
            throw new Trouble("the data folder " + folder + " cannot be written: " + reason(unusable));
        }
    }

    /** The administrator's secret: made at the first start, readable by the owner only. */
    String adminSecret() {
        Path file = folder.resolve("admin-secret");
        try {
            if (Files.notExists(file)) {
                byte[] secret = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(secret);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, HexFormat.of().formatHex(secret), StandardCharsets.US_ASCII);
            }
            return Files.readString(file).strip();
        } catch (IOException unusable) {
            throw new Trouble("the secret in " + file + " cannot be used: " + reason(unusable));
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(suiteFile(folder));
            lock.release();
            lockFile.close();
        } catch (IOException late) {
            System.err.println("huikan: leaving " + folder + ": " + reason(late));
        }
    }
}

package huikan.store;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * A document store in this process that speaks MongoDB's wire protocol. What it does not do is listed in
 * {@code docs/adr/0003-embedded-store.md}.
 */
public final class EmbeddedStore implements AutoCloseable {

    /** Version of the file format. */
    private static final Integer LAYOUT = 5;

    /** Bytes of changes between two checkpoints. MVStore reuses its write buffer only up to 4 MiB. */
    private static final long CHECKPOINT_AFTER = 3 << 20;

    /** Small pages: keys are inserted in random order, so that a checkpoint writes a whole page for each change. */
    private static final int KEYS_OF_A_PAGE = 16;

    /** A larger page cache fills the old generation of the heap and costs more full collections. */
    private static final int PAGE_CACHE_MEGABYTES = 8;

    /** The map of the file's metadata. */
    private static final String METADATA = "huikan";

    private final MongoServer server;
    private final InetSocketAddress address;
    final Journal journal;
    final Checkpoints checkpoints;

    private EmbeddedStore(MongoServer server, InetSocketAddress address, Journal journal, Checkpoints checkpoints) {
        this.server = server;
        this.address = address;
        this.journal = journal;
        this.checkpoints = checkpoints;
    }

    /**
     * Opens the store on a loopback port.
     *
     * @param file is created with its folder when it does not exist
     * @param port 0 takes a free one
     * @throws IOException when the file is in use by another process, is corrupt, or cannot be written
     */
    public static EmbeddedStore open(Path file, int port) throws IOException {
        return open(file, port, CHECKPOINT_AFTER);
    }

    static EmbeddedStore open(Path file, int port, long checkpointAfter) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        MVStore opened;
        try {
            opened = file(file);
        } catch (MVStoreException refused) {
            throw cannotOpen(file, String.valueOf(refused.getMessage()), refused);
        }
        try {
            return open(file, port, checkpointAfter, opened);
        } catch (IOException | RuntimeException refused) {
            opened.closeImmediately();
            throw cannotOpen(file, String.valueOf(refused.getMessage()), refused);
        }
    }

    /**
     * Opens the data file without MVStore's own commits: those run at any time, also between the write of a document and
     * that of its index entries. Only {@link Checkpoints} commits it.
     *
     * @throws MVStoreException when it is in use or corrupt
     */
    static MVStore file(Path path) {
        MVStore opened = new MVStore.Builder()
                .fileName(path.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .keysPerPage(KEYS_OF_A_PAGE)
                .cacheSize(PAGE_CACHE_MEGABYTES)
                .open();
        // nobody reads old versions of a page longer than Checkpoints says; keeping them lets the file grow twenty-fold
        opened.setRetentionTime(0);
        opened.setVersionsToKeep(0);
        return opened;
    }

    private static EmbeddedStore open(Path file, int port, long checkpointAfter, MVStore opened) throws IOException {
        MVMap<String, Object> metadata = metadata(opened);
        Journal journal = new Journal(file, (Integer) metadata.getOrDefault(Checkpoints.SEGMENT, 0));
        Checkpoints checkpoints = new Checkpoints(opened, metadata, journal, checkpointAfter);
        MongoServer server = new MongoServer(new DurableBackend(opened, journal, checkpoints));
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        if (port == 0) {
            address = server.bind();
        } else {
            server.bind(address);
        }
        return new EmbeddedStore(server, address, journal, checkpoints);
    }

    private static MVMap<String, Object> metadata(MVStore opened) throws IOException {
        boolean fresh = opened.getMapNames().isEmpty();
        MVMap<String, Object> metadata = opened.openMap(METADATA);
        Object layout = fresh ? LAYOUT : metadata.get("layout");
        if (!LAYOUT.equals(layout)) {
            throw new IOException("its layout is " + (layout == null ? "older" : layout) + ", this version reads "
                    + LAYOUT + ". Begin with another data folder, or start the version that wrote it.");
        }
        metadata.put("layout", LAYOUT);
        return metadata;
    }

    private static IOException cannotOpen(Path file, String reason, Exception cause) {
        return new IOException("cannot open the store " + file + ": " + reason, cause);
    }

    /** {@code mongodb://127.0.0.1:<port>}. */
    public String uri() {
        return "mongodb://127.0.0.1:" + address.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}

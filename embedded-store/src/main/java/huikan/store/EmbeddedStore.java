package huikan.store;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** A running store. Its limits (no sessions, a subset of the operators) are in {@code docs/adr/0003-embedded-store.md}. */
public final class EmbeddedStore implements AutoCloseable {

    /** How documents and indexes are laid out in the file, and that a journal may stand beside it. */
    private static final Integer LAYOUT = 5;
    /** 4 has text in the entries of the index by id, too, which go when it is opened; 3 has no journal either. */
    private static final Set<Integer> READ = Set.of(LAYOUT, 4, 3);

    /**
     * Bytes of changes that are kept in memory before the file gets them. They are written from one buffer, which MVStore
     * uses again only when it has no more than 4 MiB; a new one would be made by copying it larger several times.
     */
    private static final long CHECKPOINT_AFTER = 3 << 20;

    /** Ids and keys come in no order: each change is another page, and the file gets all of it. */
    private static final int KEYS_OF_A_PAGE = 16;

    /**
     * A page that is kept grows old, and so does what was written a second ago: with more of it, old objects are collected
     * more often, which everybody waits for.
     */
    private static final int MEGABYTES_OF_PAGES = 8;

    private static final String ABOUT = "huikan";

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
     * @param file is made when it is not there; its folder too
     * @param port 0 takes a free one
     * @throws IOException when the file is in use by another store, is broken, or cannot be written
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
     * The store's file, which only {@link Checkpoints} commits: between two commands, never in the middle of one.
     *
     * @throws MVStoreException when it is in use or broken
     */
    static MVStore file(Path path) {
        MVStore opened = new MVStore.Builder()
                .fileName(path.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .keysPerPage(KEYS_OF_A_PAGE)
                .cacheSize(MEGABYTES_OF_PAGES)
                .open();
        // Old versions of a page are needed by nobody: without this the file grows twenty-fold.
        opened.setRetentionTime(0);
        opened.setVersionsToKeep(0);
        return opened;
    }

    private static EmbeddedStore open(Path file, int port, long checkpointAfter, MVStore opened) throws IOException {
        MVMap<String, Object> about = about(opened);
        Journal journal = new Journal(file, (Integer) about.getOrDefault(Checkpoints.SEGMENT, 0));
        Checkpoints checkpoints = new Checkpoints(opened, about, journal, checkpointAfter);
        MongoServer server = new MongoServer(new DurableBackend(opened, journal, checkpoints));
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        if (port == 0) {
            address = server.bind();
        } else {
            server.bind(address);
        }
        return new EmbeddedStore(server, address, journal, checkpoints);
    }

    private static MVMap<String, Object> about(MVStore opened) throws IOException {
        boolean fresh = opened.getMapNames().isEmpty();
        MVMap<String, Object> about = opened.openMap(ABOUT);
        Object layout = fresh ? LAYOUT : about.get("layout");
        if (!(layout instanceof Integer known && READ.contains(known))) {
            throw new IOException("its layout is " + (layout == null ? "older" : layout) + ", this version reads "
                    + LAYOUT + ". Begin with another data folder, or start the version that wrote it.");
        }
        about.put("layout", LAYOUT);
        return about;
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

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

/** A running store. Its limits (no sessions, a subset of the operators) are in {@code docs/adr/0003-embedded-store.md}. */
public final class EmbeddedStore implements AutoCloseable {

    /** How documents and indexes are laid out in the file. */
    private static final Integer LAYOUT = 3;

    private static final String ABOUT = "huikan";

    private final MVStore file;
    private final MongoServer server;
    private final InetSocketAddress address;

    private EmbeddedStore(MVStore file, MongoServer server, InetSocketAddress address) {
        this.file = file;
        this.server = server;
        this.address = address;
    }

    /**
     * Opens the store on a loopback port.
     *
     * @param file is made when it is not there; its folder too
     * @param port 0 takes a free one
     * @throws IOException when the file is in use by another store, is broken, or cannot be written
     */
    public static EmbeddedStore open(Path file, int port) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        MVStore opened;
        try {
            // only DurableBackend commits: between two commands, never in the middle of one
            opened = new MVStore.Builder()
                    .fileName(file.toString())
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .open();
        } catch (MVStoreException refused) {
            throw new IOException("cannot open the store " + file + ": " + refused.getMessage(), refused);
        }
        checkLayout(opened, file);
        // Old versions of a page are needed by nobody: without this the file grows twenty-fold.
        opened.setRetentionTime(0);
        opened.setVersionsToKeep(0);
        MongoServer server = new MongoServer(new DurableBackend(opened));
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        if (port == 0) {
            address = server.bind();
        } else {
            server.bind(address);
        }
        return new EmbeddedStore(opened, server, address);
    }

    private static void checkLayout(MVStore opened, Path file) throws IOException {
        boolean fresh = opened.getMapNames().isEmpty();
        MVMap<String, Object> about = opened.openMap(ABOUT);
        Object layout = fresh ? LAYOUT : about.get("layout");
        if (!LAYOUT.equals(layout)) {
            opened.closeImmediately();
            throw new IOException("cannot open the store " + file + ": its layout is "
                    + (layout == null ? "older" : layout) + ", this version reads " + LAYOUT
                    + ". Begin with another data folder, or start the version that wrote it.");
        }
        about.put("layout", LAYOUT);
    }

    /** {@code mongodb://127.0.0.1:<port>}. */
    public String uri() {
        return "mongodb://127.0.0.1:" + address.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
        file.close();
    }
}

package huikan.standalone;

import huikan.store.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The program of the process that broker and store are in. The launcher starts it again when it ends, as a service: with
 * what they hold in memory they are what runs out of it first, and in the launcher's own process nobody would be left.
 */
final class BrokerAndStore implements AutoCloseable {

    /** What it tells on its standard output when both are up; else it tells there why not. */
    static final String UP = "up";

    private @Nullable EmbeddedStore store;
    private @Nullable Broker broker;

    private BrokerAndStore() {}

    /**
     * Ports; they are 0 for what is not wanted.
     *
     * @param controller of the broker, too
     */
    record Endpoints(int store, int broker, int controller) {
        boolean isNothing() {
            return store == 0 && broker == 0;
        }
    }

    /** The words that {@link #main} takes. */
    static List<String> words(Path data, Endpoints endpoints) {
        return List.of(
                data.toString(),
                Integer.toString(endpoints.store()),
                Integer.toString(endpoints.broker()),
                Integer.toString(endpoints.controller()));
    }

    public static void main(String[] args) throws IOException {
        BrokerAndStore both = new BrokerAndStore();
        try {
            both.start(
                    Path.of(args[0]),
                    new Endpoints(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3])));
            Runtime.getRuntime().addShutdownHook(new Thread(both::close, "stop"));
            System.out.println(UP);
        } catch (Trouble trouble) {
            System.out.println(trouble.getMessage());
            System.err.println(trouble.getMessage());
            System.exit(1);
        }
        // nobody reads it any more
        System.setOut(System.err);
        while (System.in.read() >= 0) {
            // it ends with the launcher
        }
        // what was acknowledged is on the disk, and the services go as well
        Runtime.getRuntime().halt(1);
    }

    private void start(Path data, Endpoints endpoints) {
        if (endpoints.store() != 0) {
            store = openStore(data.resolve("store/store.mv"), endpoints.store());
        }
        if (endpoints.broker() != 0) {
            broker = Broker.start(data.resolve("kafka"), endpoints.broker(), endpoints.controller());
        }
    }

    private static EmbeddedStore openStore(Path file, int port) {
        try {
            return EmbeddedStore.open(file, port);
        } catch (IOException unusable) {
            throw new Trouble(unusable.getMessage() == null ? unusable.toString() : unusable.getMessage());
        }
    }

    @Override
    public void close() {
        if (broker != null) {
            broker.close();
        }
        if (store != null) {
            store.close();
        }
    }
}

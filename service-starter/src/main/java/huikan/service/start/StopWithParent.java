package huikan.service.start;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends this process when the one that started it is gone, however it went: no service is left behind. */
final class StopWithParent {

    private static final Logger LOG = LoggerFactory.getLogger(StopWithParent.class);
    /** Broker and store went with the parent: a farewell to them would wait in vain. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @SuppressWarnings("FutureReturnValueIgnored")
    StopWithParent() {
        ProcessHandle.current()
                .parent()
                .ifPresentOrElse(parent -> parent.onExit().thenRun(StopWithParent::stop), StopWithParent::stop);
    }

    private static void stop() {
        LOG.warn("the launcher is gone: stopping");
        Thread patience = new Thread(
                () -> {
                    try {
                        Thread.sleep(PATIENCE);
                    } catch (InterruptedException hurried) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(1);
                },
                "stop-patience");
        patience.setDaemon(true);
        patience.start();
        System.exit(0);
    }
}

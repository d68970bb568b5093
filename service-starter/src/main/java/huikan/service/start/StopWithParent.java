package huikan.service.start;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends this process when the one that started it is gone, however it went: no service is left behind. It is known by the end
 * of the standard input, a pipe whose other end only that process has, and so in the same moment.
 */
final class StopWithParent {

    private static final Logger LOG = LoggerFactory.getLogger(StopWithParent.class);

    StopWithParent() {
        Thread.ofPlatform().daemon().name("stop-with-parent").start(StopWithParent::watch);
    }

    private static void watch() {
        try {
            while (System.in.read() >= 0) {
                LOG.debug("the launcher has nothing to say");
            }
        } catch (IOException broken) {
            LOG.warn("the standard input cannot be read: {}", broken.toString());
        }
        LOG.warn("the launcher is gone: stopping");
        // broker and store go with it: a farewell to them would wait in vain
        Runtime.getRuntime().halt(1);
    }
}

package huikan.gateway.key;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Amazon's library, which is native code and not there for every system; Java's own provider does the same, slower. */
public final class QuickCrypto {

    private static final Logger LOG = LoggerFactory.getLogger(QuickCrypto.class);

    private static final Optional<Provider> PROVIDER = load();

    private QuickCrypto() {}

    /** Empty where there is no native code of it. */
    public static Optional<Provider> provider() {
        return PROVIDER;
    }

    private static Optional<Provider> load() {
        AmazonCorrettoCryptoProvider loaded = AmazonCorrettoCryptoProvider.INSTANCE;
        Throwable reason = loaded.getLoadingError();
        if (reason != null) {
            LOG.info("keys and signatures are made by Java's own provider: {}", reason.toString());
            return Optional.empty();
        }
        return Optional.of(loaded);
    }
}

package huikan.service.test;

import huikan.testing.OnInfrastructure;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.node.ObjectNode;

/** Writes a service's part of the contract down; each service extends it in its own package. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"huikan.security.open=/v3/api-docs", "springdoc.api-docs.version=openapi_3_1"})
public abstract class ServiceContract extends OnInfrastructure {

    @LocalServerPort
    int port;

    @Test
    void the_controllers_are_written_down_for_the_contract() throws IOException, InterruptedException {
        Contract.write(port, getClass().getPackageName(), this::complete);
    }

    /** Puts in what no controller says; nothing, where all of it stands there. */
    protected void complete(ObjectNode document) {}
}

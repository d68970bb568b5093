package huikan.review;

import huikan.service.test.Contract;
import huikan.service.test.OnInfrastructure;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"huikan.security.open=/v3/api-docs", "springdoc.api-docs.version=openapi_3_1"})
class ContractIT extends OnInfrastructure {

    @LocalServerPort
    int port;

    @Test
    void the_controllers_are_written_down_for_the_contract() throws IOException, InterruptedException {
        Contract.write(port, "huikan.review");
    }
}

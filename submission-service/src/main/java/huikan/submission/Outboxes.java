package huikan.submission;

import huikan.service.outbox.OutboxSource;
import huikan.submission.agency.Agencies;
import huikan.submission.cycle.Cycles;
import huikan.submission.obligation.Obligations;
import huikan.submission.submission.Submissions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which collections tell events. */
@Configuration(proxyBeanMethods = false)
class Outboxes {

    @Bean
    OutboxSource agencySource() {
        return Agencies.SOURCE;
    }

    @Bean
    OutboxSource cycleSource() {
        return Cycles.SOURCE;
    }

    @Bean
    OutboxSource obligationSource() {
        return Obligations.SOURCE;
    }

    @Bean
    OutboxSource submissionSource() {
        return Submissions.SOURCE;
    }
}

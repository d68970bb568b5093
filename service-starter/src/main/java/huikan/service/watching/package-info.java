/** Traces across HTTP and Kafka, and the words of a service's logs and metrics that all services share. */
@NullMarked
package huikan.service.watching;

import org.jspecify.annotations.NullMarked;

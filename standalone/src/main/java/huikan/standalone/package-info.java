/** The whole suite on one machine: a real broker, the embedded store and the four service jars. */
@NullMarked
package huikan.standalone;

import org.jspecify.annotations.NullMarked;

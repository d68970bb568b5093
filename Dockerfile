# The four services, one target each: docker compose build. Built from the sources, so that nothing but this is needed.

FROM eclipse-temurin:25-jdk AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends maven npm \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /huikan
COPY . .
RUN JAVA_HOME="$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")" \
    mvn -B -ntp package -DskipTests -Dspotless.check.skip=true
RUN cd console && npm ci --no-audit --no-fund && npm run build

# A run of the whole suite by the Java that the services will have: it leaves the caches of classes that make later starts
# quick. Nothing else of this stage is kept.
FROM eclipse-temurin:25-jre AS trained
WORKDIR /huikan
COPY --from=build /huikan/gateway/target/app gateway/target/app
COPY --from=build /huikan/submission-service/target/app submission-service/target/app
COPY --from=build /huikan/review-service/target/app review-service/target/app
COPY --from=build /huikan/analytics-service/target/app analytics-service/target/app
COPY --from=build /huikan/standalone/target/lib standalone/target/lib
COPY --from=build /huikan/standalone/target/standalone-*.jar standalone/target/
RUN java -XX:+UseSerialGC -Dhuikan.home=/huikan -cp "standalone/target/*:standalone/target/lib/*" \
    huikan.standalone.Launcher train \
    && for service in gateway submission-service review-service analytics-service; do \
         mv "$service"/target/app/classes-*.cache "$service"/target/app/classes.cache || exit 1; \
       done

FROM eclipse-temurin:25-jre AS service
RUN groupadd --system --gid 10001 huikan \
    && useradd --system --uid 10001 --gid huikan --home-dir /var/lib/huikan --no-create-home huikan \
    && install --directory --owner=huikan --group=huikan --mode=700 /var/lib/huikan
COPY --chmod=755 deploy/containers/run deploy/containers/healthy deploy/containers/keys /usr/local/bin/
USER huikan
VOLUME /var/lib/huikan
ENV HUIKAN_BIND=0.0.0.0 HUIKAN_LOG_FORMAT=ecs
ENTRYPOINT ["/usr/local/bin/run"]

# Libraries change seldom, the service often: the layer that changes is small. The folders are those of the training.
FROM service AS gateway
WORKDIR /huikan/gateway/target/app
COPY --from=trained /huikan/gateway/target/app/lib lib
COPY --from=trained /huikan/gateway/target/app/*.jar /huikan/gateway/target/app/classes.cache ./
COPY --from=build /huikan/console/dist /huikan/console/dist
ENV HUIKAN_CONSOLE=/huikan/console/dist HUIKAN_KEYS=/var/lib/huikan/keys.json MANAGEMENT_SERVER_PORT=9080 HUIKAN_HEALTH_PORT=9080
EXPOSE 8080 9080

FROM service AS submission-service
WORKDIR /huikan/submission-service/target/app
COPY --from=trained /huikan/submission-service/target/app/lib lib
COPY --from=trained /huikan/submission-service/target/app/*.jar /huikan/submission-service/target/app/classes.cache ./
ENV HUIKAN_HEALTH_PORT=8081
EXPOSE 8081

FROM service AS review-service
WORKDIR /huikan/review-service/target/app
COPY --from=trained /huikan/review-service/target/app/lib lib
COPY --from=trained /huikan/review-service/target/app/*.jar /huikan/review-service/target/app/classes.cache ./
ENV HUIKAN_HEALTH_PORT=8082
EXPOSE 8082

FROM service AS analytics-service
WORKDIR /huikan/analytics-service/target/app
COPY --from=trained /huikan/analytics-service/target/app/lib lib
COPY --from=trained /huikan/analytics-service/target/app/*.jar /huikan/analytics-service/target/app/classes.cache ./
ENV HUIKAN_HEALTH_PORT=8083
EXPOSE 8083

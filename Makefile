MVN = mvn -B -ntp

FAULTS = dev.reflux.faults.*IntegrationTests,LiveTrafficIntegrationTests,BigRunIntegrationTests,LoneStatementsIntegrationTests

.PHONY: demo test faults matrix bench bench-checks bench-service reference jar format clean

# Migrates the sample market in db/ on an embedded PostgreSQL
demo: jar
	java -jar target/reflux.jar upgrade head
	java -jar target/reflux.jar current

# All guards, unit tests and integration tests, on one PostgreSQL version
test:
	$(MVN) verify

# Kills, cuts, restarts and malformed files at every point, for the better part of an hour; the table is target/faults.md.
# One of them: make faults ONLY='NAME', as a failure gives it; of one class: make faults FAULTS=SilentNetworkIntegrationTests
faults:
	@rm -f target/faults.md
	@$(MVN) verify -DskipUnitTests=true -Dfaults.full=true '-Dit.test=$(FAULTS)' $(if $(ONLY),'-Dfaults.only=$(ONLY)'); \
		status=$$?; cat target/faults.md; exit $$status

# The integration tests on every supported PostgreSQL version
matrix:
	@for version in 14.24.0 15.19.0 16.15.0 17.11.0 18.6.0; do \
		$(MVN) verify -DskipUnitTests=true -Dembedded-postgresql.version=$$version || exit 1; \
	done

# What commands cost, beside reading the files alone; of one class: make bench BENCH=GraphBenchmark
bench:
	$(MVN) -q -Pbench -DskipGuards test-compile exec:exec -Dbench=$(BENCH)

# How long MigrationChecks take for a clean chain, check by check; of another length: make bench-checks REVISIONS=60
bench-checks:
	$(MVN) -q -Pbench -DskipGuards test-compile exec:exec -Dbench.class=dev.reflux.bench.ChecksBenchmark \
		-Dbench=$(REVISIONS)

# What a migration on start-up that has nothing to do adds to the start of examples/market-service; ROUNDS=20 for more
bench-service:
	$(MVN) -q -Pbench -DskipGuards -DskipTests -DskipExamples=false pre-integration-test exec:exec \
		-Dbench.class=dev.reflux.examples.ServiceStart -Dbench=$(ROUNDS)

# Writes anew what is generated into the repository: the JSON Schema and the reference of operations
reference:
	$(MVN) -q test -DskipGuards -Dreference.write=true -Dtest='RevisionSchemaTests,OperationReferenceTests' \
		-Dsurefire.failIfNoSpecifiedTests=false

# target/reflux-*.jar for libraries, target/reflux.jar for operators
jar:
	$(MVN) -q package -DskipTests

format:
	$(MVN) -q spotless:apply

clean:
	$(MVN) -q clean

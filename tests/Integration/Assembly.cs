using Newsroom.Tests.Support;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

// One broker and one database for all; a class has them to itself while it runs.
[assembly: AssemblyFixture(typeof(RabbitMqServer))]
[assembly: AssemblyFixture(typeof(MongoServer))]
[assembly: Parallelization(Mode = ParallelMode.None)]

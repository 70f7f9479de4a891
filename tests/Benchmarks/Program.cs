using BenchmarkDotNet.Running;
using Newsroom.Benchmarks;
using Newsroom.Load;

// dotnet run -c Release --project tests/Benchmarks -- load --help     the whole, from the door to the reader
// dotnet run -c Release --project tests/Benchmarks -- --filter '*'    its pieces
if (args is ["load", ..])
    return await LoadProgram.RunAsync(args[1..]);
BenchmarkSwitcher.FromAssembly(typeof(PieceBenchmarks).Assembly).Run(args);
return 0;

using BenchmarkDotNet.Running;
using Newsroom.Benchmarks;
using Newsroom.Benchmarks.Pages;
using Newsroom.Benchmarks.Polling;
using Newsroom.Load;

// dotnet run -c Release --project tests/Benchmarks -- load --help     the whole, from the door to the reader
// dotnet run -c Release --project tests/Benchmarks -- polling --help  thousands of feeds, by one replica and by two
// dotnet run -c Release --project tests/Benchmarks -- pages --help    a directory of pages, against SmartReader
// dotnet run -c Release --project tests/Benchmarks -- --filter '*'    its pieces
if (args is ["load", ..])
    return await LoadProgram.RunAsync(args[1..]);
if (args is ["polling", ..])
    return await PollingProgram.RunAsync(args[1..]);
if (args is ["pages", ..])
    return PagesProgram.Run(args[1..]);
BenchmarkSwitcher.FromAssembly(typeof(PieceBenchmarks).Assembly).Run(args);
return 0;

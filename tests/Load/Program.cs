using Newsroom.Load;

return await LoadProgram.RunAsync(args);

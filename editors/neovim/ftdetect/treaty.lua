-- The file type `treaty`, by the ending of the name.

vim.filetype.add({ extension = { treaty = 'treaty' } })

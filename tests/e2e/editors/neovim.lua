-- Opens the article as a user's editor does, looks at the diagnostics, and saves with fix-all on save.

local function fail(...)
  io.stderr:write(string.format(...), "\n")
  vim.cmd("cquit 1")
end

-- It keeps a failing test from hanging.
local PATIENCE = 120000

local function wait(what, holds)
  if not vim.wait(PATIENCE, holds, 20) then fail("never: %s", what) end
end

local function run()
  local buffer = vim.api.nvim_get_current_buf()
  local client = vim.lsp.start_client({
    name = "copydesk",
    cmd = { vim.env.COPYDESK, "server" },
    root_dir = vim.fn.expand("%:p:h"),
  })
  vim.lsp.buf_attach_client(buffer, client)

  local function expect(what, expected)
    local function found()
      local list = {}
      for _, one in ipairs(vim.diagnostic.get(buffer)) do
        table.insert(list, string.format("%s %d:%d-%d:%d", one.code or (one.user_data and one.user_data.lsp.code),
          one.lnum, one.col, one.end_lnum, one.end_col))
      end
      table.sort(list)
      return table.concat(list, "\n")
    end
    if not vim.wait(PATIENCE, function() return found() == expected end, 20) then
      fail("%s: expected\n%s\nfound\n%s", what, expected, found())
    end
    print(what .. ": right")
  end

  -- Neovim counts bytes, whatever it has agreed on with the server: 渡轮😀在清晨 has 19 of them.
  expect("opened", table.concat({
    "front-matter/leading-content 0:0-1:0",
    "html/stray-end-tag 6:19-6:23",
    "html/stray-end-tag 6:41-6:45",
  }, "\n"))

  -- Typing before the fault moves it; the server hears of the change only.
  vim.api.nvim_buf_set_text(buffer, 6, 6, 6, 6, { "🚢" })
  expect("typed", table.concat({
    "front-matter/leading-content 0:0-1:0",
    "html/stray-end-tag 6:23-6:27",
    "html/stray-end-tag 6:45-6:49",
  }, "\n"))
  vim.api.nvim_buf_set_text(buffer, 6, 6, 6, 10, { "" })

  vim.api.nvim_create_autocmd("BufWritePre", {
    buffer = buffer,
    callback = function()
      local params = vim.lsp.util.make_range_params()
      params.context = { only = { "source.fixAll.copydesk" }, diagnostics = {} }
      for _, answer in pairs(vim.lsp.buf_request_sync(buffer, "textDocument/codeAction", params, PATIENCE) or {}) do
        for _, action in ipairs(answer.result or {}) do
          vim.lsp.util.apply_workspace_edit(action.edit, vim.lsp.get_client_by_id(client).offset_encoding)
        end
      end
    end,
  })
  vim.cmd("write")
  expect("saved", "")
  if vim.api.nvim_buf_get_option(buffer, "modified") then fail("the buffer is not saved") end

  vim.lsp.stop_client(client)
  wait("the server leaves", function() return vim.lsp.client_is_stopped(client) end)
end

local ok, message = pcall(run)
if not ok then fail("%s", message) end
vim.cmd("qall")

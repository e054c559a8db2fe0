// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { SignedRequests } from "./SignedRequests.sol";
import { Signatures } from "./Signatures.sol";
import { TokenBook } from "./TokenBook.sol";

/// @title Practice PYUSD, USDP or USDG: behaves like PaxosTokenV2 of 2025-12, and is worth nothing.
/// @notice Our own code, written from the documented behaviour. The trap it keeps: an authorization whose nonce was used
/// before does not revert, it announces `AuthorizationAlreadyUsed` and moves nothing, so a receipt with status 1 proves
/// no payment. Proxies, roles, supply limits and the permit counters are left out.
contract PracticePaxosToken is TokenBook, SignedRequests {
    bytes32 public constant PAUSE_ROLE = keccak256("PAUSE_ROLE");
    bytes32 public constant ASSET_PROTECTION_ROLE = keccak256("ASSET_PROTECTION_ROLE");
    bool public paused;
    mapping(address account => bool) public isFrozen;

    event AuthorizationAlreadyUsed(address indexed authorizer, bytes32 indexed nonce);
    event Pause();
    event Unpause();
    event FreezeAddress(address indexed addr);
    event UnfreezeAddress(address indexed addr);
    event FrozenAddressWiped(address indexed addr);
    event SupplyIncreased(address indexed to, uint256 value);
    event SupplyDecreased(address indexed from, uint256 value);

    error ZeroAddress();
    error ContractPaused();
    error AlreadyPaused();
    error AlreadyUnPaused();
    error AddressFrozen();
    error AddressNotFrozen();
    error InsufficientFunds();
    error InsufficientAllowance();
    error InvalidSignature();
    error PermitExpired();
    error CallerMustBePayee();
    error AuthorizationInvalid();
    error AuthorizationExpired();
    error ArgumentLengthMismatch();
    error OnlySupplyController();
    error AccessControlUnauthorizedAccount(address account, bytes32 role);

    modifier whenNotPaused() {
        if (paused) revert ContractPaused();
        _;
    }

    constructor(string memory name_, string memory symbol_, uint8 decimals_)
        TokenBook(name_, symbol_, decimals_)
        SignedRequests(name_, "1")
    {}

    function transfer(address to, uint256 value) external whenNotPaused returns (bool) {
        _transfer(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external whenNotPaused returns (bool) {
        _refuseFrozen(msg.sender);
        _spend(from, to, value);
        return true;
    }

    /// @notice One transaction, several payments.
    function transferFromBatch(address[] calldata from, address[] calldata to, uint256[] calldata value)
        external
        whenNotPaused
        returns (bool)
    {
        if (to.length != from.length || value.length != from.length) revert ArgumentLengthMismatch();
        _refuseFrozen(msg.sender);
        for (uint256 i = 0; i < from.length; i++) _spend(from[i], to[i], value[i]);
        return true;
    }

    function approve(address spender, uint256 value) external whenNotPaused returns (bool) {
        if (spender == address(0)) revert ZeroAddress();
        _refuseFrozen(spender);
        _refuseFrozen(msg.sender);
        _setAllowance(msg.sender, spender, value);
        return true;
    }

    function permit(address holder, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
    {
        _permit(holder, spender, value, deadline, abi.encodePacked(r, s, v));
    }

    function permit(address holder, address spender, uint256 value, uint256 deadline, bytes memory signature)
        external
    {
        _permit(holder, spender, value, deadline, signature);
    }

    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external whenNotPaused {
        Authorization memory signed = Authorization(from, to, value, validAfter, validBefore, nonce);
        _settle(TRANSFER_WITH_AUTHORIZATION_TYPEHASH, signed, abi.encodePacked(r, s, v));
    }

    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes memory signature
    ) external whenNotPaused {
        Authorization memory signed = Authorization(from, to, value, validAfter, validBefore, nonce);
        _settle(TRANSFER_WITH_AUTHORIZATION_TYPEHASH, signed, signature);
    }

    /// @notice Several authorizations in one transaction; one that was used before leaves the others alone.
    function transferWithAuthorizationBatch(
        address[] memory from,
        address[] memory to,
        uint256[] memory value,
        uint256[] memory validAfter,
        uint256[] memory validBefore,
        bytes32[] memory nonce,
        bytes[] memory signature
    ) external whenNotPaused {
        if (
            to.length != from.length || value.length != from.length || validAfter.length != from.length
                || validBefore.length != from.length || nonce.length != from.length || signature.length != from.length
        ) revert ArgumentLengthMismatch();
        for (uint256 i = 0; i < from.length; i++) {
            Authorization memory signed =
                Authorization(from[i], to[i], value[i], validAfter[i], validBefore[i], nonce[i]);
            _settle(TRANSFER_WITH_AUTHORIZATION_TYPEHASH, signed, signature[i]);
        }
    }

    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external whenNotPaused {
        if (to != msg.sender) revert CallerMustBePayee();
        Authorization memory signed = Authorization(from, to, value, validAfter, validBefore, nonce);
        _settle(RECEIVE_WITH_AUTHORIZATION_TYPEHASH, signed, abi.encodePacked(r, s, v));
    }

    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes memory signature
    ) external whenNotPaused {
        if (to != msg.sender) revert CallerMustBePayee();
        Authorization memory signed = Authorization(from, to, value, validAfter, validBefore, nonce);
        _settle(RECEIVE_WITH_AUTHORIZATION_TYPEHASH, signed, signature);
    }

    function cancelAuthorization(address authorizer, bytes32 nonce, uint8 v, bytes32 r, bytes32 s) external {
        _cancel(authorizer, nonce, abi.encodePacked(r, s, v));
    }

    function cancelAuthorization(address authorizer, bytes32 nonce, bytes memory signature) external {
        _cancel(authorizer, nonce, signature);
    }

    /// @notice Works while paused, as the real token does: a pause stops holders, not the issuer.
    function mint(address to, uint256 value) external {
        if (msg.sender != owner) revert OnlySupplyController();
        require(!isFrozen[to], "mintToAddress frozen");
        emit SupplyIncreased(to, value);
        _issue(to, value);
    }

    function pause() external {
        _requireRole(PAUSE_ROLE);
        if (paused) revert AlreadyPaused();
        paused = true;
        emit Pause();
    }

    function unpause() external {
        _requireRole(PAUSE_ROLE);
        if (!paused) revert AlreadyUnPaused();
        paused = false;
        emit Unpause();
    }

    function freeze(address addr) external {
        _requireRole(ASSET_PROTECTION_ROLE);
        isFrozen[addr] = true;
        emit FreezeAddress(addr);
    }

    function unfreeze(address addr) external {
        _requireRole(ASSET_PROTECTION_ROLE);
        isFrozen[addr] = false;
        emit UnfreezeAddress(addr);
    }

    /// @notice Burns what a frozen address holds: to a watcher, a `Transfer` to the zero address nobody signed.
    function wipeFrozenAddress(address addr) external {
        _requireRole(ASSET_PROTECTION_ROLE);
        if (!isFrozen[addr]) revert AddressNotFrozen();
        uint256 balance = balanceOf[addr];
        emit FrozenAddressWiped(addr);
        emit SupplyDecreased(addr, balance);
        _destroy(addr, balance);
    }

    function _requireRole(bytes32 role) private view {
        if (msg.sender != owner) revert AccessControlUnauthorizedAccount(msg.sender, role);
    }

    function _refuseFrozen(address account) private view {
        if (isFrozen[account]) revert AddressFrozen();
    }

    function _transfer(address from, address to, uint256 value) private {
        if (to == address(0)) revert ZeroAddress();
        _refuseFrozen(to);
        _refuseFrozen(from);
        if (value > balanceOf[from]) revert InsufficientFunds();
        _move(from, to, value);
    }

    function _spend(address from, address to, uint256 value) private {
        if (value > allowance[from][msg.sender]) revert InsufficientAllowance();
        _transfer(from, to, value);
        allowance[from][msg.sender] -= value;
    }

    function _permit(address holder, address spender, uint256 value, uint256 deadline, bytes memory signature)
        private
        whenNotPaused
    {
        if (holder == address(0) || spender == address(0)) revert ZeroAddress();
        if (deadline < block.timestamp) revert PermitExpired();
        _refuseFrozen(spender);
        _refuseFrozen(holder);
        _requireSignedBy(holder, _permitDigest(holder, spender, value, deadline), signature);
        _setAllowance(holder, spender, value);
    }

    function _settle(bytes32 typeHash, Authorization memory signed, bytes memory signature) private {
        if (block.timestamp <= signed.validAfter) revert AuthorizationInvalid();
        if (block.timestamp >= signed.validBefore) revert AuthorizationExpired();
        if (_announceUsed(signed.from, signed.nonce)) return;
        _requireSignedBy(signed.from, _authorizationDigest(typeHash, signed), signature);
        authorizationState[signed.from][signed.nonce] = true;
        emit AuthorizationUsed(signed.from, signed.nonce);
        _transfer(signed.from, signed.to, signed.value);
    }

    function _cancel(address authorizer, bytes32 nonce, bytes memory signature) private whenNotPaused {
        _refuseFrozen(authorizer);
        if (_announceUsed(authorizer, nonce)) return;
        _requireSignedBy(authorizer, _cancellationDigest(authorizer, nonce), signature);
        authorizationState[authorizer][nonce] = true;
        emit AuthorizationCanceled(authorizer, nonce);
    }

    function _announceUsed(address authorizer, bytes32 nonce) private returns (bool isUsed) {
        isUsed = authorizationState[authorizer][nonce];
        if (isUsed) emit AuthorizationAlreadyUsed(authorizer, nonce);
    }

    /// @dev A key is tried first and a contract wallet second, also for an account with delegated code (EIP-7702).
    function _requireSignedBy(address signer, bytes32 digest, bytes memory signature) private view {
        address recovered = Signatures.recover(digest, signature);
        if (recovered != address(0) && recovered == signer) return;
        if (!Signatures.acceptedByWallet(signer, digest, signature)) revert InvalidSignature();
    }
}

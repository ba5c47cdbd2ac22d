<?php
/**
 * Every way in which a reward is refused, in words for the shopper.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Words about rewards in a cart.
 */
class Lasting_Words {
	/** Nothing that the shopper could change. */
	const AWAY = array( 'program-paused', 'member-excluded', 'server-silent', 'too-many-requests', 'unavailable' );

	/**
	 * The same refusal, with words.
	 *
	 * @param WP_Error $error Its code is the server's, or one of ours; its data the server's answer.
	 * @return WP_Error
	 */
	public static function refusal( WP_Error $error ) {
		$data = $error->get_error_data();
		return new WP_Error( $error->get_error_code(), self::of( (string) $error->get_error_code(), is_array( $data ) ? $data : array() ) );
	}

	/**
	 * Where goods are worth less than was agreed.
	 *
	 * @param string   $why     Of Lasting_Terms::misfit().
	 * @param string   $name    Of the reward.
	 * @param int|null $minimum In minor units.
	 * @return string
	 */
	public static function misfit( $why, $name, $minimum ) {
		if ( 'order-too-small' === $why && null !== $minimum ) {
			/* translators: 1: name of a reward, 2: an amount of money */
			return sprintf( __( '%1$s was removed: it needs goods for %2$s or more. No points were taken.', 'lasting-loyalty' ), $name, self::money( $minimum ) );
		}
		/* translators: %s: name of a reward */
		return sprintf( __( '%s was removed: your cart is worth less than it now. No points were taken, and you can choose again.', 'lasting-loyalty' ), $name );
	}

	/**
	 * Nothing in the cart is what the reward is for.
	 *
	 * @param string $name Of the reward.
	 * @return string
	 */
	public static function no_goods( $name ) {
		/* translators: %s: name of a reward */
		return sprintf( __( '%s is for goods that are not in your cart. No points were taken.', 'lasting-loyalty' ), $name );
	}

	/**
	 * Another coupon may not come.
	 *
	 * @param string $name Of the reward.
	 * @return string
	 */
	public static function beside( $name ) {
		/* translators: %s: name of a reward */
		return sprintf( __( 'It cannot be used together with %s. Remove that one first.', 'lasting-loyalty' ), $name );
	}

	/**
	 * The reward left at the last moment, and the order can be placed without it.
	 *
	 * @param string   $name  Of the reward.
	 * @param WP_Error $error Why, with words.
	 * @return string
	 */
	public static function left( $name, WP_Error $error ) {
		/* translators: 1: name of a reward, 2: a sentence that says why */
		return sprintf( __( '%1$s was removed from your order. %2$s No points were taken. Check the new total, then place the order again.', 'lasting-loyalty' ), $name, self::refusal( $error )->get_error_message() );
	}

	/**
	 * By reason.
	 *
	 * @param string $code Of the refusal.
	 * @param array  $data Of the server: field is the reason of an unavailable reward.
	 * @return string
	 */
	private static function of( $code, array $data ) {
		$reason = isset( $data['field'] ) && is_string( $data['field'] ) ? $data['field'] : '';
		if ( 'reward-unavailable' === $code && 'order-too-small' === $reason && isset( $data['minimumMinor'] ) ) {
			/* translators: %s: an amount of money */
			return sprintf( __( 'This reward needs goods for %s or more in the cart.', 'lasting-loyalty' ), self::money( (int) $data['minimumMinor'] ) );
		}
		if ( 'other-coupon' === $code && isset( $data['code'] ) ) {
			/* translators: %s: a coupon code */
			return sprintf( __( 'This reward cannot be used together with the coupon %s. Remove that one first.', 'lasting-loyalty' ), $data['code'] );
		}
		if ( in_array( $code, self::AWAY, true ) ) {
			return __( 'Points cannot be used right now. You can go on without them.', 'lasting-loyalty' );
		}
		$words = self::by_reason();
		$asked = 'reward-unavailable' === $code ? $reason : $code;
		return isset( $words[ $asked ] ) ? $words[ $asked ] : __( 'This reward cannot be had right now.', 'lasting-loyalty' );
	}

	/**
	 * What there is to say of each reason.
	 *
	 * @return string[]
	 */
	private static function by_reason() {
		$earlier = __( 'It belongs to an earlier order. You can choose again.', 'lasting-loyalty' );
		return array(
			'not-signed-in'     => __( 'Sign in to use points that you have.', 'lasting-loyalty' ),
			'cart-empty'        => __( 'Put something into your cart first.', 'lasting-loyalty' ),
			'not-enough-points' => __( 'You do not have enough points for it.', 'lasting-loyalty' ),
			'order-too-small'   => __( 'The goods in your cart are not enough for this reward.', 'lasting-loyalty' ),
			'out-of-stock'      => __( 'This reward is sold out.', 'lasting-loyalty' ),
			'limit-reached'     => __( 'You have had this reward as often as it can be had for now.', 'lasting-loyalty' ),
			'changed'           => __( 'This reward has changed meanwhile. You can choose again.', 'lasting-loyalty' ),
			'already-released'  => $earlier,
			'already-settled'   => $earlier,
			'key-reused'        => $earlier,
		);
	}

	/**
	 * An amount as the shop shows prices, without markup.
	 *
	 * @param int $minor In minor units.
	 * @return string
	 */
	private static function money( $minor ) {
		return html_entity_decode( wp_strip_all_tags( wc_price( Lasting_Terms::decimal( $minor, get_woocommerce_currency() ) ) ), ENT_QUOTES, 'UTF-8' );
	}
}
